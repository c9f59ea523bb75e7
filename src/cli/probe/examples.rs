//! The examples in an OpenAPI description (`x-amples`), interpreted as in service-checker.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

/// The maximum number of examples in a description.
const MAX_EXAMPLES: usize = 10_000;

/// A request and its expected response.
#[derive(Debug)]
pub(super) struct Example {
    /// Title, for reports.
    pub(super) title: String,
    /// `GET` or `POST`.
    pub(super) method: http::Method,
    /// Path and query, percent-encoded.
    pub(super) target: String,
    /// Headers to send.
    pub(super) headers: Vec<(String, String)>,
    /// Body to send, as JSON.
    pub(super) body: Option<Value>,
    /// Expected status.
    pub(super) status: u16,
    /// Expected headers: the start of the value, or `/a regular expression/`.
    pub(super) expected_headers: Vec<(String, String)>,
    /// Expected content of the body.
    pub(super) expected_body: Option<Value>,
}

/// A description whose examples cannot be requested.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExamplesError {
    /// It has no `paths`.
    #[error("/?spec describes no paths")]
    NoPaths,
    /// Its paths have no examples.
    #[error("/?spec has no examples")]
    NoExamples,
    /// It has more than [`MAX_EXAMPLES`].
    #[error("/?spec has {0} examples, more than {MAX_EXAMPLES}")]
    TooMany(usize),
}

/// All examples of `spec`.
pub(super) fn of(spec: &Value) -> Result<Vec<Example>, ExamplesError> {
    let object = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_default();
    let defaults = object(spec.get("x-default-params"));
    let paths = spec.get("paths").and_then(Value::as_object).ok_or(ExamplesError::NoPaths)?;
    let mut examples = Vec::new();
    for (path, operations) in paths {
        for method in [http::Method::GET, http::Method::POST] {
            let name = method.as_str().to_ascii_lowercase();
            let Some(operation) = operations.get(&name) else { continue };
            if operation.get("x-monitor") == Some(&Value::Bool(false)) {
                continue;
            }
            let amples = operation.get("x-amples").and_then(Value::as_array);
            match amples {
                Some(amples) => {
                    examples.extend(amples.iter().map(|ample| example(path, &method, ample, &defaults)));
                }
                None if method == http::Method::GET => {
                    let untitled = serde_json::json!({"title": "Untitled test"});
                    examples.push(example(path, &method, &untitled, &defaults));
                }
                None => {}
            }
        }
    }
    match examples.len() {
        0 => Err(ExamplesError::NoExamples),
        count if count > MAX_EXAMPLES => Err(ExamplesError::TooMany(count)),
        _ => Ok(examples),
    }
}

fn example(path: &str, method: &http::Method, ample: &Value, defaults: &Map<String, Value>) -> Example {
    let (request, response) = (ample.get("request"), ample.get("response"));
    let part = |of: Option<&Value>, name: &str| of.and_then(|of| of.get(name)).cloned();
    let pairs = |value: Option<Value>| -> Vec<(String, String)> {
        value.as_ref().and_then(Value::as_object).into_iter().flatten().map(|(k, v)| (k.clone(), text(v))).collect()
    };
    let mut params = defaults.clone();
    params.extend(part(request, "params").and_then(|params| params.as_object().cloned()).unwrap_or_default());
    let mut target = filled(path, &params);
    for (i, (name, value)) in pairs(part(request, "query")).iter().enumerate() {
        target.push(if i == 0 { '?' } else { '&' });
        target.push_str(&format!("{}={}", encoded(name), encoded(value)));
    }
    let status = part(response, "status").and_then(|status| status.as_u64());
    Example {
        title: ample.get("title").map_or_else(|| "Untitled test".into(), text),
        method: method.clone(),
        target,
        headers: pairs(part(request, "headers")),
        body: part(request, "body").filter(|_| *method == http::Method::POST),
        status: status.and_then(|status| u16::try_from(status).ok()).unwrap_or(200),
        expected_headers: pairs(part(response, "headers")),
        expected_body: part(response, "body"),
    }
}

/// Replaces the tokens in the path; a token without a value is removed, as in service-checker.
fn filled(path: &str, params: &Map<String, Value>) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((token, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let name = token.trim_start_matches(['+', '/']);
        if let Some(value) = params.get(name) {
            out.extend(utf8_percent_encode(&text(value), ENCODED_IN_PATH));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// All characters except the unreserved ones of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~');
/// In a path segment, some other characters are not encoded either: `default@2x.png`.
const ENCODED_IN_PATH: &AsciiSet = &ENCODED.remove(b'@').remove(b':').remove(b',').remove(b'+').remove(b'=');

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn params_override_the_defaults_and_tokens_without_value_are_removed() {
        let spec = json!({
            "x-default-params": {"format": "png", "z": 1},
            "paths": {
                "/{src}/{z}/{x}.{format}": {"get": {"x-amples": [
                    {"title": "a", "request": {"params": {"src": "osm intl", "z": 3}, "query": {"lang": "zh-hans"}},
                     "response": {"status": 304}},
                ]}},
                "/plain": {"get": {}, "post": {}},
                "/hidden": {"get": {"x-monitor": false}},
            },
        });
        let examples = of(&spec).unwrap();
        let seen: Vec<_> = examples.iter().map(|e| (e.title.as_str(), e.target.as_str(), e.status)).collect();
        assert_eq!(seen, [("a", "/osm%20intl/3/.png?lang=zh-hans", 304), ("Untitled test", "/plain", 200)]);
    }
}
