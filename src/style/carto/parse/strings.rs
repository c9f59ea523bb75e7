//! Strings in quotes.

/// The length and content of the string that carto sees at the start of `rest`, which begins with a quote: if that does
/// not begin a string, it finds the next one in single quotes, and takes as many characters from here.
pub(super) fn quoted_string(rest: &str) -> Option<(usize, &str)> {
    match rest.as_bytes().first() {
        Some(b'"') => string_at(rest, 0, b'"'),
        _ => None,
    }
    .or_else(|| {
        // each attempt ends at a line break or the next quote, so this is linear in practice; it is bounded anyway
        let starts = rest.bytes().enumerate().filter(|(_, b)| *b == b'\'').map(|(i, _)| i).take(64);
        starts.into_iter().find_map(|start| string_at(rest, start, b'\''))
    })
}

fn string_at(rest: &str, start: usize, quote: u8) -> Option<(usize, &str)> {
    let bytes = rest.as_bytes();
    let mut i = start + 1;
    loop {
        match *bytes.get(i)? {
            byte if byte == quote => return Some((i + 1 - start, rest.get(start + 1..i)?)),
            b'\\' if matches!(bytes.get(i + 1), None | Some(b'\n' | b'\r')) => return None,
            b'\\' => i += 2,
            b'\n' | b'\r' => return None,
            _ => i += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::quoted_string;

    #[test]
    fn strings_end_at_their_quote() {
        assert_eq!(quoted_string(r#""a'b" c"#), Some((5, "a'b")));
        assert_eq!(quoted_string(r"'it\'s' x"), Some((7, r"it\'s")));
        assert_eq!(quoted_string("'a\n'"), None);
    }
}
