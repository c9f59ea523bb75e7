//! The examples in an OpenAPI description, read as service-checker reads them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Client;
use serde_json::{Map, Value};
use url::Url;

use crate::source::client::describe;

/// Larger descriptions are not read.
const LARGEST_SPEC: usize = 16 << 20;
/// More examples are not asked.
const MOST_EXAMPLES: usize = 10_000;

/// One request and what its answer must be.
#[derive(Debug)]
pub struct Example {
    /// Its name.
    pub title: String,
    /// `GET` or `POST`.
    pub method: http::Method,
    /// Path and query, encoded.
    pub target: String,
    /// Headers to send.
    pub headers: Vec<(String, String)>,
    /// Body to send, as JSON.
    pub body: Option<Value>,
    /// The status, exactly.
    pub status: u16,
    /// Headers: the start of their value, or `/a regular expression/`.
    pub wanted_headers: Vec<(String, String)>,
    /// What the JSON in the body must hold.
    pub wanted_body: Option<Value>,
}

/// The description of the service at `base`.
pub async fn fetch(client: &Client, base: &Url) -> Result<Value, String> {
    let url = format!("{}/?spec", base.as_str().trim_end_matches('/'));
    let mut reply = client.get(url).send().await.map_err(describe)?;
    if reply.status() != http::StatusCode::OK {
        return Err(format!("/?spec answers {}", reply.status()));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(describe)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LARGEST_SPEC {
            return Err("/?spec is too large".into());
        }
    }
    serde_json::from_slice(&bytes).map_err(|error| format!("/?spec is no JSON: {error}"))
}

/// All examples of `spec`.
pub fn of(spec: &Value) -> Result<Vec<Example>, String> {
    let object = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_default();
    let defaults = object(spec.get("x-default-params"));
    let paths = spec.get("paths").and_then(Value::as_object).ok_or("/?spec describes no paths")?;
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
        0 => Err("/?spec has no examples".into()),
        count if count > MOST_EXAMPLES => Err(format!("/?spec has {count} examples, more than {MOST_EXAMPLES}")),
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
        wanted_headers: pairs(part(response, "headers")),
        wanted_body: part(response, "body"),
    }
}

/// The path with its tokens filled; one without a value becomes nothing, as in the original.
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

/// Unreserved characters stay.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~');
/// In a part of a path some others are at home as well: `default@2x.png`.
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
    fn examples_are_filled_over_the_defaults_and_what_has_no_value_is_left_out() {
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
