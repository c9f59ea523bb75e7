//! The first place where two JSON values differ, as a JSON pointer (RFC 6901, without its escapes).

use serde_json::Value;

/// Which values count as the same.
pub(crate) struct JsonRules<'a> {
    /// Whether the found object may have keys that the expected one lacks.
    pub(crate) allow_more_keys: bool,
    /// Whether a found string (first) matches the expected one (second).
    pub(crate) strings_match: &'a dyn Fn(&str, &str) -> bool,
}

impl JsonRules<'_> {
    /// Everything must be equal.
    pub(crate) const EQUAL: JsonRules<'static> =
        JsonRules { allow_more_keys: false, strings_match: &|found, expected| found == expected };

    /// The pointer to the first value in which `found` differs from `expected`; empty for the whole document.
    pub(crate) fn first_difference(&self, found: &Value, expected: &Value) -> Option<String> {
        self.below(found, expected, String::new())
    }

    fn below(&self, found: &Value, expected: &Value, pointer: String) -> Option<String> {
        match (found, expected) {
            (Value::Object(found), Value::Object(expected)) => {
                let mut keys: Vec<&String> = expected.keys().collect();
                if !self.allow_more_keys {
                    keys.extend(found.keys());
                    keys.sort_unstable();
                }
                keys.into_iter().find_map(|key| {
                    let pointer = format!("{pointer}/{key}");
                    match (found.get(key), expected.get(key)) {
                        (Some(found), Some(expected)) => self.below(found, expected, pointer),
                        _ => Some(pointer),
                    }
                })
            }
            (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
                let pairs = found.iter().zip(expected).enumerate();
                pairs
                    .into_iter()
                    .find_map(|(i, (found, expected))| self.below(found, expected, format!("{pointer}/{i}")))
            }
            (Value::String(found), Value::String(expected)) => {
                (!(self.strings_match)(found, expected)).then_some(pointer)
            }
            _ => (found != expected).then_some(pointer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_difference_of_json_is_named() {
        let first = |old: &Value, new: &Value| JsonRules::EQUAL.first_difference(old, new);
        assert_eq!(first(&json!({"a": {"b": [1]}}), &json!({"a": {"b": [1]}})), None);
        assert_eq!(first(&json!({"a": {"b": [1]}}), &json!({"a": {}})), Some("/a/b".into()));
        assert_eq!(first(&json!({"a": {}}), &json!({"a": {"b": [1]}})), Some("/a/b".into()));
        assert_eq!(first(&json!([1]), &json!({})), Some(String::new()));
    }
}
