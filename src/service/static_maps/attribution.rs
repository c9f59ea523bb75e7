//! Attributions as plain text.

/// The text of an attribution in HTML: without tags, with the usual entities as characters, without space at its ends.
pub(crate) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let end = if from.starts_with('<') { '>' } else { ';' };
        let Some((inner, after)) = from.get(1..).and_then(|inner| inner.split_once(end)) else {
            rest = from;
            break;
        };
        if end == ';' {
            match entity(inner) {
                Some(character) => text.push(character),
                None => {
                    // A lone ampersand.
                    text.push('&');
                    rest = from.get(1..).unwrap_or_default();
                    continue;
                }
            }
        }
        rest = after;
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "middot" => '·',
        "bull" => '•',
        "ndash" => '–',
        "mdash" => '—',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_left_out_and_entities_are_characters() {
        let html = "<a href=\"https://x.org/a&amp;b\">Wikimedia maps</a> | Map data &copy; <a\nhref='y'>OpenStreetMap  contributors</a>";
        assert_eq!(plain_text(html), "Wikimedia maps | Map data © OpenStreetMap contributors");
        assert_eq!(plain_text("A & B; &#169; &#xA9; &nope; 1 < 2"), "A & B; © © &nope; 1 < 2");
    }
}
