//! Filled request templates as HTTP requests.

use reqwest::{
    Client, Method, Request,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use serde_json::Value;

use super::form;
use crate::template::ExpandedRequest;

/// Headers that the connection decides about, not a template.
const NOT_FROM_TEMPLATES: [&str; 5] =
    ["content-length", "transfer-encoding", "connection", "upgrade", "accept-encoding"];

/// The request. An object as body is sent as a form, or as JSON if the headers say so.
pub(super) fn request(client: &Client, expanded: ExpandedRequest) -> Result<Request, reqwest::Error> {
    let ExpandedRequest { post, mut url, headers, query, body } = expanded;
    if let Some(query) = query {
        let given = url.query().filter(|given| !given.is_empty()).map(|given| format!("{given}&"));
        url.set_query(Some(&format!("{}{}", given.unwrap_or_default(), form::encode(&query))));
    }
    let headers = valid(headers);
    let is_json =
        headers.get(CONTENT_TYPE).is_some_and(|value| value.to_str().is_ok_and(|v| v.starts_with("application/json")));
    let has_type = headers.contains_key(CONTENT_TYPE);
    let request = client.request(if post { Method::POST } else { Method::GET }, url).headers(headers);
    match body.filter(|_| post) {
        None => request,
        Some(Value::String(text)) => request.body(text),
        Some(value) if is_json => request.body(value.to_string()),
        Some(value) => {
            let request = request.body(form::encode(&value));
            if has_type { request } else { request.header(CONTENT_TYPE, "application/x-www-form-urlencoded") }
        }
    }
    .build()
}

/// The headers that can be sent.
fn valid(headers: Vec<(String, String)>) -> HeaderMap {
    let allowed = headers.into_iter().filter(|(name, _)| !NOT_FROM_TEMPLATES.contains(&name.as_str()));
    let pairs = allowed
        .filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?)));
    pairs.collect()
}
