//! The query parameters that routes read. Names are case-sensitive.

use std::borrow::Cow;

use url::form_urlencoded;

use crate::mvt::JsonDetail;

/// The most pairs that are read, as in Kartotherian's parser; further ones are ignored.
const MAX_PAIRS: usize = 1000;

/// The decoded pairs of a query.
#[derive(Debug, Default)]
pub(super) struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Query<'a> {
    /// The pairs of `text` (without the `?`).
    pub(super) fn parse(text: Option<&'a str>) -> Self {
        Self(form_urlencoded::parse(text.unwrap_or_default().as_bytes()).take(MAX_PAIRS).collect())
    }

    /// All pairs, in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value.as_ref()))
    }

    /// Whether there is a parameter `name`, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The first value of `name`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }

    /// The requested language, unless it is empty. If the parameter is repeated or is a list or mapping (`lang[]=en`),
    /// this is a string that validation rejects; Kartotherian never answered such requests.
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

    /// The requested level of detail of a `.json` tile; `summary` takes precedence over `nogeo`.
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
