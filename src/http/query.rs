//! The query parameters that routes read. Names keep their case.

use std::borrow::Cow;

use url::form_urlencoded;

use crate::mvt::JsonDetail;

/// More pairs than this are not read, as in the original's parser.
const MOST_PAIRS: usize = 1000;

/// A query, decoded.
#[derive(Debug, Default)]
pub struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Query<'a> {
    /// The pairs of `text` (without the `?`).
    pub fn parse(text: Option<&'a str>) -> Self {
        Self(form_urlencoded::parse(text.unwrap_or_default().as_bytes()).take(MOST_PAIRS).collect())
    }

    /// Whether `name` is there, with any value or none.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }

    /// The language asked for, unless it is empty. Given several times, or as a list or a mapping
    /// (`lang[]=en`), it is something that no check lets pass; the original then never answered.
    pub fn lang(&self) -> Option<Cow<'_, str>> {
        if self.0.iter().any(|(key, _)| key.starts_with("lang[")) {
            return Some(Cow::Borrowed("[]"));
        }
        let mut values = self.0.iter().filter(|(key, _)| key == "lang").map(|(_, value)| value);
        let first = values.next()?;
        let lang = match values.next() {
            None => Cow::Borrowed(first.as_ref()),
            Some(second) => Cow::Owned(format!("{first},{second}")),
        };
        (!lang.is_empty()).then_some(lang)
    }

    /// What of a `.json` tile is wanted; `summary` beats `nogeo`.
    pub fn detail(&self) -> JsonDetail {
        if self.has("summary") {
            JsonDetail::Summary
        } else if self.has("nogeo") {
            JsonDetail::NoGeometry
        } else {
            JsonDetail::Full
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_one_plain_value() {
        let lang = |text| Query::parse(Some(text)).lang().map(Cow::into_owned);
        assert_eq!(lang("lang=zh-hans&summary"), Some("zh-hans".into()));
        assert_eq!(lang("lang="), None);
        assert_eq!(lang("Lang=fr"), None);
        assert_eq!(lang("lang=1&lang=2"), Some("1,2".into()));
        assert_eq!(lang("lang[]=en"), Some("[]".into()));
        assert_eq!(lang("lang=en+"), Some("en ".into()));
    }
}
