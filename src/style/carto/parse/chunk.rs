//! Splits a style sheet at closing braces. carto looks for tokens only up to the next one, so what it accepts depends on
//! where they are.

/// A style sheet whose braces are not balanced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unbalanced {
    /// The brace that opens here is not closed.
    Open(usize),
    /// There is nothing open that the brace here could close.
    Close(usize),
}

/// The ends of the chunks of `text`, the last of which is its end.
pub(super) fn chunk_ends(text: &str) -> Result<Vec<usize>, Unbalanced> {
    let bytes = text.as_bytes();
    let (mut ends, mut open, mut stray) = (Vec::new(), Vec::new(), None);
    let (mut in_parens, mut level, mut i) = (false, 0_i64, 0);
    while let Some(&byte) = bytes.get(i) {
        if let Some(length) = string_length(text, i) {
            i += length;
            continue;
        }
        if let Some(length) = (!in_parens && byte == b'/').then(|| comment_length(text, i)).flatten() {
            i += length;
            continue;
        }
        match byte {
            b'{' if !in_parens => {
                level += 1;
                open.push(i);
            }
            b'}' if !in_parens => {
                level -= 1;
                if open.pop().is_none() {
                    stray.get_or_insert(i);
                }
                ends.push(i + 1);
            }
            b'(' => in_parens = !in_parens,
            b'{' | b'}' | b')' => in_parens = false,
            _ => {}
        }
        i += 1;
    }
    match (level.signum(), open.first(), stray) {
        (1, Some(&at), _) => return Err(Unbalanced::Open(at)),
        (-1, _, Some(at)) => return Err(Unbalanced::Close(at)),
        _ => {}
    }
    ends.push(text.len());
    Ok(ends)
}

/// The length of the string in quotes at `at`, if there is one.
fn string_length(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let quote = *rest.first()?;
    if !matches!(quote, b'"' | b'\'' | b'`') {
        return None;
    }
    let mut i = 1;
    loop {
        match *rest.get(i)? {
            byte if byte == quote => return Some(i + 1),
            b'\\' => {
                let escaped = *rest.get(i + 1)?;
                if matches!(escaped, b'\n' | b'\r') {
                    return None;
                }
                i += 2;
            }
            b'\n' | b'\r' if quote != b'`' => return None,
            _ => i += 1,
        }
    }
}

/// The length of the comment at `at`, if there is one.
pub(super) fn comment_length(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with("//") {
        return Some(rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len()));
    }
    block_comment_length(rest)
}

/// The length of the block comment that `rest` begins with.
pub(super) fn block_comment_length(rest: &str) -> Option<usize> {
    rest.strip_prefix("/*")?.find("*/").map(|end| end + 4)
}

#[cfg(test)]
mod tests {
    use super::{Unbalanced, chunk_ends};

    #[test]
    fn chunks_end_after_braces() {
        assert_eq!(chunk_ends("#a { x: '}' } /* } */ b"), Ok(vec![13, 23]));
        assert_eq!(chunk_ends("#a { #b { }"), Err(Unbalanced::Open(3)));
        assert_eq!(chunk_ends("#a } "), Err(Unbalanced::Close(3)));
    }
}
