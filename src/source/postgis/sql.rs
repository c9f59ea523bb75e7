//! Quoting of SQL.

/// `name` as a quoted identifier.
pub(super) fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// `text` as a string constant, independent of `standard_conforming_strings`.
pub(super) fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if doubled.contains('\\') { format!(" E'{}'", doubled.replace('\\', "\\\\")) } else { format!("'{doubled}'") }
}

/// Quotes each part of a possibly schema-qualified name. A part that is already in double quotes may contain dots.
/// Names are case-sensitive: they are not folded to lower case as in PostgreSQL. `None` if `name` is not such a name.
pub(in crate::source) fn qualified(name: &str) -> Option<String> {
    let mut parts = vec![String::new()];
    let mut chars = name.trim().chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                parts.last_mut()?.push('"');
            }
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            '\0' => return None,
            c => parts.last_mut()?.push(c),
        }
    }
    let fits = !quoted && parts.len() <= 3 && parts.iter().all(|part| !part.is_empty());
    fits.then(|| parts.iter().map(|part| identifier(part)).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_strings_cannot_escape_their_quotes() {
        assert_eq!(identifier("a\"b"), "\"a\"\"b\"");
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("a\\'b"), " E'a\\\\''b'");
        assert_eq!(qualified("public.roads").unwrap(), "\"public\".\"roads\"");
        assert_eq!(qualified("\"My.Schema\".t").unwrap(), "\"My.Schema\".\"t\"");
        assert_eq!(qualified("a; DROP TABLE b").unwrap(), "\"a; DROP TABLE b\"");
        assert_eq!(qualified("a."), None);
        assert_eq!(qualified("\"a"), None);
    }
}
