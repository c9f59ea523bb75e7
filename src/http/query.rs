//! The query parameters that routes read. Names keep their case.

use std::borrow::Cow;

use url::form_urlencoded;

use crate::mvt::JsonDetail;

/// More pairs than this are not read, as in the original's parser.
const MAX_PAIRS: usize = 1000;

/// A query, decoded.
#[derive(Debug, Default)]
pub(super) struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Query<'a> {
    /// The pairs of `text` (without the `?`).
    pub(super) fn parse(text: Option<&'a str>) -> Self {
        Self(form_urlencoded::parse(text.unwrap_or_default().as_bytes()).take(MAX_PAIRS).collect())
    }

    /// Whether there is a parameter `name`, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The first value of `name`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }

    /// The language asked for, unless it is empty. Given several times, or as a list or a mapping (`lang[]=en`), it is
    /// a text that the check refuses; the original never answered then.
    pub(super) fn lang(&self) -> Option<Cow<'_, str>> {
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

    /// Which view of a `.json` tile is wanted; `summary` wins over `nogeo`.
    pub(super) fn detail(&self) -> JsonDetail {
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
