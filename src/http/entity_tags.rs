//! Lists of entity tags (RFC 9110, section 8.8.3).

use http::{HeaderMap, HeaderName};

/// A condition on the entity tag of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TagCondition<'a> {
    /// `*`: any tag.
    Any,
    /// One of these, with their quotes; weak ones begin with `W/`.
    OneOf(Vec<&'a str>),
}

impl<'a> TagCondition<'a> {
    /// The condition in the field `name`, which may be in several lines. Whatever is no tag in a list is left out.
    pub(super) fn of(headers: &'a HeaderMap, name: HeaderName) -> Option<Self> {
        let mut lines = headers.get_all(name).iter().peekable();
        lines.peek()?;
        let texts: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
        Some(match texts.as_slice() {
            [only] if only.trim() == "*" => Self::Any,
            texts => Self::OneOf(texts.iter().flat_map(|text| tags(text)).collect()),
        })
    }

    /// Whether one of the tags is `tag`, weak or not.
    pub(super) fn matches_weakly(&self, tag: &str) -> bool {
        let opaque = |tag: &'a str| tag.strip_prefix("W/").unwrap_or(tag);
        match self {
            Self::Any => true,
            Self::OneOf(tags) => tags.iter().any(|known| opaque(known) == tag.strip_prefix("W/").unwrap_or(tag)),
        }
    }
}

/// The tags in a list. A tag may have commas between its quotes.
fn tags(list: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), list);
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let opaque = rest.strip_prefix("W/").unwrap_or(rest);
        let end = opaque.strip_prefix('"').and_then(|text| text.find('"')).map(|at| rest.len() - opaque.len() + at + 2);
        match end.and_then(|end| rest.split_at_checked(end)) {
            Some((tag, after)) => {
                if after.trim_start().is_empty() || after.trim_start().starts_with(',') {
                    found.push(tag);
                }
                rest = after.find(',').and_then(|comma| after.get(comma..)).unwrap_or_default();
            }
            None => rest = rest.find(',').and_then(|comma| rest.get(comma..)).unwrap_or_default(),
        }
        if rest.is_empty() {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use http::header::IF_NONE_MATCH;

    use super::*;

    #[test]
    fn lists_hold_quoted_tags() {
        assert_eq!(tags(r#""a", W/"b",,"c,d" , e, "f"x, W/g, "h"#), [r#""a""#, r#"W/"b""#, r#""c,d""#]);
        assert!(tags("").is_empty() && tags(" , ").is_empty());
    }

    #[test]
    fn comparisons_are_weak() {
        let of = |text: &str| -> HeaderMap { [(IF_NONE_MATCH, text.parse().unwrap())].into_iter().collect() };
        let (headers, any, mixed) = (of(r#"W/"a", "b""#), of(" * "), of(r#""x", *"#));
        let listed = TagCondition::of(&headers, IF_NONE_MATCH).unwrap();
        assert!(listed.matches_weakly("\"a\"") && listed.matches_weakly("W/\"b\"") && !listed.matches_weakly("\"c\""));
        assert_eq!(TagCondition::of(&any, IF_NONE_MATCH), Some(TagCondition::Any));
        assert!(!TagCondition::of(&mixed, IF_NONE_MATCH).unwrap().matches_weakly("\"a\""), "not in a list");
        assert_eq!(TagCondition::of(&HeaderMap::new(), IF_NONE_MATCH), None);
    }
}
