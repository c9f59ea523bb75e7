//! Checks whether the response to an example is as described.

use http::header::CONTENT_TYPE;
use regex::Regex;
use serde_json::Value;

use super::examples::Example;
use crate::{
    cli::{
        client::{RemoteServer, ServerResponse, send},
        comparison::json::JsonRules,
    },
    source::with_causes,
};

/// The maximum size of a body, in bytes; longer ones are failures.
const MAX_BODY: usize = 64 << 20;

/// How the response to an example compares to its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As described.
    AsDescribed,
    /// A header or the body differs.
    Warning(String),
    /// The status differs, or there is no response.
    Critical(String),
}

impl Verdict {
    /// The problem, if there is one.
    pub(super) fn problem(&self) -> Option<&str> {
        match self {
            Self::AsDescribed => None,
            Self::Warning(problem) | Self::Critical(problem) => Some(problem),
        }
    }
}

/// Requests `example` from `server` and compares the response with the expected one.
pub(super) async fn of(server: &RemoteServer, example: &Example) -> Verdict {
    let mut request = server.request(example.method.clone(), &example.target);
    for (name, value) in &example.headers {
        request = request.header(name, value);
    }
    if let Some(body) = &example.body {
        request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
    }
    match send(request, MAX_BODY).await {
        Ok(response) => compare(&response, example),
        Err(error) => Verdict::Critical(with_causes(&error)),
    }
}

fn compare(response: &ServerResponse, example: &Example) -> Verdict {
    let status = response.status.as_u16();
    if status != example.status {
        return Verdict::Critical(format!("{status} instead of {}", example.status));
    }
    for (name, expected) in &example.expected_headers {
        let values: Vec<_> = response.headers.get_all(name).iter().filter_map(|v| v.to_str().ok()).collect();
        let value = values.join(", ");
        if !header_matches(&value, expected) {
            return Verdict::Warning(format!("{name} is {value:?} instead of {expected:?}"));
        }
    }
    match example.expected_body.as_ref().and_then(|expected| body_problem(&response.body, expected)) {
        Some(problem) => Verdict::Warning(problem),
        None => Verdict::AsDescribed,
    }
}

/// Whether a header's value starts with `expected`, or matches it if it is `/a regular expression/`.
fn header_matches(value: &str, expected: &str) -> bool {
    pattern(expected).map_or_else(|| value.starts_with(expected), |pattern| pattern.matches(value))
}

/// Whether a string is `expected`, or matches it if it is `/a regular expression/`.
fn text_matches(text: &str, expected: &str) -> bool {
    pattern(expected).map_or_else(|| text == expected, |pattern| pattern.matches(text))
}

/// A regular expression in the description. An invalid one matches nothing.
struct ValuePattern(Option<Regex>);

impl ValuePattern {
    fn matches(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// The expression between slashes, if `expected` is one.
fn pattern(expected: &str) -> Option<ValuePattern> {
    let inside = expected.strip_prefix('/')?.strip_suffix('/').filter(|inside| !inside.is_empty())?;
    Some(ValuePattern(Regex::new(inside).ok()))
}

/// The problem of a body. An expected string must match the whole body; objects in JSON may have additional keys.
fn body_problem(body: &[u8], expected: &Value) -> Option<String> {
    if let Value::String(expected) = expected {
        let matches = text_matches(&String::from_utf8_lossy(body), expected);
        return (!matches).then(|| "the body is not as described".into());
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(found) => {
            let pointer = AT_LEAST.first_difference(&found, expected)?;
            let pointer = if pointer.is_empty() { "/" } else { &pointer };
            Some(format!("the body is not as described, at {pointer}"))
        }
        Err(error) => Some(format!("the body is not JSON: {error}")),
    }
}

/// Objects may have additional keys; expected strings may be patterns.
const AT_LEAST: JsonRules<'static> = JsonRules { allow_more_keys: true, strings_match: &text_matches };

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn headers_are_compared_by_their_start_or_by_pattern() {
        assert!(header_matches("image/png; x", "image/png"));
        assert!(!header_matches("image/jpeg", "image/png"));
        assert!(header_matches("max-age=30", r"/age=\d+$/"));
        assert!(!header_matches("max-age=x", r"/age=\d+$/"));
        assert!(!header_matches("anything", "/(/"), "a broken pattern matches nothing");
    }

    #[test]
    fn bodies_may_have_additional_keys() {
        let found = json!({"a": 1, "b": {"c": [1, "karto 0.1"]}, "more": true});
        assert_eq!(AT_LEAST.first_difference(&found, &json!({"a": 1, "b": {"c": [1, "/^karto/"]}})), None);
        assert_eq!(AT_LEAST.first_difference(&found, &json!({"b": {"c": [1, "/^tegola/"]}})), Some("/b/c/1".into()));
        assert_eq!(AT_LEAST.first_difference(&found, &json!({"b": {"d": 1}})), Some("/b/d".into()));
        assert_eq!(AT_LEAST.first_difference(&found, &json!({"b": {"c": [1]}})), Some("/b/c".into()));
    }
}
