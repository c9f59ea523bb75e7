//! Whether an answer is as described.

use regex::Regex;
use reqwest::Client;
use serde_json::Value;
use url::Url;

use crate::source::client::describe;

use super::examples::Example;

/// Larger answers are not read to their end.
const LARGEST_BODY: usize = 64 << 20;

/// How an example was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// As described.
    Fine,
    /// With another header or body.
    Warning(String),
    /// With another status, or not at all.
    Critical(String),
}

impl Verdict {
    /// What is wrong.
    pub fn problem(&self) -> Option<&str> {
        match self {
            Self::Fine => None,
            Self::Warning(problem) | Self::Critical(problem) => Some(problem),
        }
    }
}

/// Asks `example` of the service at `base` and compares.
pub async fn ask(client: &Client, base: &Url, example: &Example) -> Verdict {
    let url = format!("{}{}", base.as_str().trim_end_matches('/'), example.target);
    let mut request = client.request(example.method.clone(), url);
    for (name, value) in &example.headers {
        request = request.header(name, value);
    }
    if let Some(body) = &example.body {
        request = request.header(http::header::CONTENT_TYPE, "application/json").body(body.to_string());
    }
    let mut reply = match request.send().await {
        Ok(reply) => reply,
        Err(error) => return Verdict::Critical(describe(error)),
    };
    let mut body = Vec::new();
    loop {
        match reply.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(error) => return Verdict::Critical(describe(error)),
        }
        if body.len() > LARGEST_BODY {
            return Verdict::Critical(format!("the answer is larger than {LARGEST_BODY} bytes"));
        }
    }
    let status = reply.status().as_u16();
    if status != example.status {
        return Verdict::Critical(format!("{status} instead of {}", example.status));
    }
    for (name, wanted) in &example.wanted_headers {
        let values: Vec<_> = reply.headers().get_all(name).iter().filter_map(|v| v.to_str().ok()).collect();
        let value = values.join(", ");
        if !is_as_wanted(&value, wanted) {
            return Verdict::Warning(format!("{name} is {value:?} instead of {wanted:?}"));
        }
    }
    match &example.wanted_body {
        Some(wanted) => body_as_wanted(&body, wanted),
        None => Verdict::Fine,
    }
}

/// Starts like it, or matches `/it/`.
fn is_as_wanted(value: &str, wanted: &str) -> bool {
    match pattern(wanted) {
        Some(Ok(pattern)) => pattern.is_match(value),
        Some(Err(_)) => false,
        None => value.starts_with(wanted),
    }
}

fn pattern(wanted: &str) -> Option<Result<Regex, regex::Error>> {
    let inside = wanted.strip_prefix('/')?.strip_suffix('/').filter(|inside| !inside.is_empty())?;
    Some(Regex::new(inside))
}

fn body_as_wanted(body: &[u8], wanted: &Value) -> Verdict {
    if let Value::String(wanted) = wanted {
        let text = String::from_utf8_lossy(body);
        let same = match pattern(wanted) {
            Some(pattern) => pattern.is_ok_and(|pattern| pattern.is_match(&text)),
            None => text == wanted.as_str(),
        };
        return if same { Verdict::Fine } else { Verdict::Warning("another body than described".into()) };
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(found) => match difference(&found, wanted, "") {
            None => Verdict::Fine,
            Some(place) => Verdict::Warning(format!(
                "another body than described, at {}",
                if place.is_empty() { "/" } else { &place }
            )),
        },
        Err(error) => Verdict::Warning(format!("the body is no JSON: {error}")),
    }
}

/// Where `found` lacks something of `wanted`: objects may hold more, everything else is the same.
fn difference(found: &Value, wanted: &Value, place: &str) -> Option<String> {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => wanted.iter().find_map(|(key, wanted)| {
            let place = format!("{place}/{key}");
            match found.get(key) {
                Some(found) => difference(found, wanted, &place),
                None => Some(place),
            }
        }),
        (Value::Array(found), Value::Array(wanted)) if found.len() == wanted.len() => {
            found.iter().zip(wanted).enumerate().find_map(|(i, (f, w))| difference(f, w, &format!("{place}/{i}")))
        }
        (Value::String(found), Value::String(wanted)) => {
            let same = match pattern(wanted) {
                Some(pattern) => pattern.is_ok_and(|pattern| pattern.is_match(found)),
                None => found == wanted,
            };
            (!same).then(|| place.to_owned())
        }
        _ => (found != wanted).then(|| place.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn headers_are_compared_by_their_start_or_by_pattern() {
        assert!(is_as_wanted("image/png; x", "image/png"));
        assert!(!is_as_wanted("image/jpeg", "image/png"));
        assert!(is_as_wanted("max-age=30", r"/age=\d+$/"));
        assert!(!is_as_wanted("max-age=x", r"/age=\d+$/"));
        assert!(!is_as_wanted("anything", "/(/"), "a broken pattern matches nothing");
    }

    #[test]
    fn bodies_may_hold_more_than_described() {
        let found = json!({"a": 1, "b": {"c": [1, "karto 0.1"]}, "more": true});
        assert_eq!(difference(&found, &json!({"a": 1, "b": {"c": [1, "/^karto/"]}}), ""), None);
        assert_eq!(difference(&found, &json!({"b": {"c": [1, "/^tegola/"]}}), ""), Some("/b/c/1".into()));
        assert_eq!(difference(&found, &json!({"b": {"d": 1}}), ""), Some("/b/d".into()));
        assert_eq!(difference(&found, &json!({"b": {"c": [1]}}), ""), Some("/b/c".into()));
    }
}
