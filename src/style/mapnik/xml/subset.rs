//! Declarations of entities.

/// A declaration `<!ENTITY …>` of an entity that is not a plain text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Declaration<'t> {
    pub name: &'t str,
    /// Whether it is a parameter entity, for use among declarations.
    pub is_parameter: bool,
    pub content: EntityContent<'t>,
}

/// The content of an entity.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum EntityContent<'t> {
    /// A text.
    Text(&'t str),
    /// The text of a file.
    File(&'t str),
}

impl<'t> Declaration<'t> {
    /// Parses the declaration at the beginning of `text`, and its length.
    pub(super) fn parse(text: &'t str) -> Option<(Self, usize)> {
        let length = declaration_length(text)?;
        let inner = text.get(..length)?.strip_prefix("<!ENTITY")?.strip_suffix('>')?.trim();
        let (is_parameter, inner) = match inner.strip_prefix('%') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, inner),
        };
        let (name, value) = inner.split_once(char::is_whitespace)?;
        let value = value.trim();
        let content = match value.split_once(char::is_whitespace) {
            Some(("SYSTEM", address)) => EntityContent::File(quoted(address.trim())?),
            Some(("PUBLIC", addresses)) => EntityContent::File(last_quoted(addresses.trim())?),
            _ => EntityContent::Text(quoted(value)?),
        };
        Some((Self { name, is_parameter, content }, length))
    }
}

/// The text in the quotes that `text` begins and ends with.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    text.strip_prefix(quote)?.strip_suffix(quote)
}

fn last_quoted(text: &str) -> Option<&str> {
    let quote = text.chars().last().filter(|it| matches!(it, '"' | '\''))?;
    let inner = text.strip_suffix(quote)?;
    inner.rsplit_once(quote).map(|(_, last)| last)
}

/// The length of the declaration or comment at the beginning of `text`, up to its end.
pub(super) fn declaration_length(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|at| at + 3);
    }
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(end), _) if end == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The range of the declarations within a document: what is between the brackets of its `DOCTYPE`.
pub(super) fn range(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = text.find("<!DOCTYPE")?;
    // A document without declarations may contain the word elsewhere.
    if text.find("<Map").is_some_and(|map| map < at) {
        return None;
    }
    let rest = text.get(at..)?;
    at += rest.find(['[', '>']).filter(|end| rest.as_bytes().get(*end) == Some(&b'['))? + 1;
    let start = at;
    loop {
        let rest = text.get(at..)?;
        let next = rest.find(['<', ']'])?;
        if rest.as_bytes().get(next) == Some(&b']') {
            return Some(start..at + next);
        }
        at += next + declaration_length(rest.get(next..)?)?;
    }
}

#[cfg(test)]
mod tests {
    use super::{Declaration, EntityContent, range};

    #[test]
    fn declarations_name_texts_and_files() {
        let parse = |text| Declaration::parse(text).map(|(it, _)| (it.name, it.is_parameter, it.content));
        assert_eq!(parse("<!ENTITY a 'b > c'> x"), Some(("a", false, EntityContent::Text("b > c"))));
        assert_eq!(parse("<!ENTITY % a SYSTEM \"b.inc\">"), Some(("a", true, EntityContent::File("b.inc"))));
        assert_eq!(parse("<!ENTITY a PUBLIC \"x\" \"b.inc\" >"), Some(("a", false, EntityContent::File("b.inc"))));
        assert_eq!(parse("<!ENTITY a"), None);
    }

    #[test]
    fn declarations_are_between_brackets() {
        let text = "<?xml?><!DOCTYPE Map [<!ENTITY a ']'><!-- ] -->%b;]><Map/>";
        assert_eq!(range(text).map(|it| &text[it]), Some("<!ENTITY a ']'><!-- ] -->%b;"));
        assert_eq!(range("<!DOCTYPE Map><Map/>"), None);
        assert_eq!(range("<Map/><!-- <!DOCTYPE Map []> -->"), None);
    }
}
