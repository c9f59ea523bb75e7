//! Entities of XML in what carto writes into attributes.

/// The text without entities, as Mapnik reads it.
pub(crate) fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let (mut result, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        result.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        match rest.get(1..).and_then(|r| r.split_once(';')).and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((character, after)) => {
                result.push(character);
                rest = after;
            }
            None => {
                result.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    result + rest
}

fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(hex.get(1..)?, 16),
            decimal => number(decimal, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(decoded("a &amp;lt; &quot;b&quot; & &x; &#65;"), "a &lt; \"b\" & &x; A");
    }
}
