//! Answers and their headers.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED, RETRY_AFTER, VARY},
};
use http_body_util::Full;

use crate::{
    service::{Answer, Content, TileError, Trouble, coding},
    settings::{AnswerSettings, ServerSettings},
    source::Encoding,
};

use super::{ask::Ask, conditional};

/// An answer.
pub type Reply = Response<Full<Bytes>>;

/// What handled errors may be cached for, as the original says.
const ERROR_CACHING: &str = "public, s-maxage=30, max-age=30";

/// Texts of our own stay far below this.
const LARGEST_TEXT: usize = 64 << 20;

/// Seconds after which a client that was turned away may try again.
const RETRY_SECONDS: &str = "2";

/// An answer of `body`.
pub fn plain(status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Reply {
    let mut reply = Response::new(Full::new(body.into()));
    *reply.status_mut() = status;
    set(reply.headers_mut(), CONTENT_TYPE, content_type);
    reply
}

/// An answer without a body.
pub fn empty(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    reply
}

/// A bare JSON string, the form of every handled error.
pub fn error(status: StatusCode, message: &str) -> Reply {
    let mut reply = plain(status, "application/json; charset=utf-8", serde_json::Value::from(message).to_string());
    set(reply.headers_mut(), VARY, "Accept-Encoding");
    if status.is_client_error() {
        set(reply.headers_mut(), CACHE_CONTROL, ERROR_CACHING);
    } else {
        set(reply.headers_mut(), CACHE_CONTROL, "no-store");
        set(reply.headers_mut(), RETRY_AFTER, RETRY_SECONDS);
    }
    reply
}

/// The answer to a request that has no tile.
pub fn tile_error(problem: &TileError, answers: &AnswerSettings) -> Reply {
    let gently = |status| if answers.upstream_errors_as_5xx { status } else { StatusCode::BAD_REQUEST };
    let status = match problem.trouble() {
        Trouble::Refused | Trouble::Missing => StatusCode::BAD_REQUEST,
        Trouble::Bad => gently(StatusCode::BAD_GATEWAY),
        Trouble::Unavailable => gently(StatusCode::SERVICE_UNAVAILABLE),
        Trouble::Timeout => gently(StatusCode::GATEWAY_TIMEOUT),
        Trouble::Internal => gently(StatusCode::INTERNAL_SERVER_ERROR),
        Trouble::NotAvailable => StatusCode::NOT_IMPLEMENTED,
        // Never a 400: nobody may cache that we were busy.
        Trouble::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    error(status, &problem.to_string())
}

/// `content`, packed as the client likes it, or 304 when it holds it already. `more` are headers that lose
/// against those of the content.
pub fn content(ask: &Ask<'_>, content: &Content, more: HeaderMap) -> Reply {
    let mut headers = more;
    // Cut-out tiles of backends that name no type have none, as in the original.
    if !content.content_type.is_empty() {
        set(&mut headers, CONTENT_TYPE, &content.content_type);
    }
    for (name, value) in content.headers.iter() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    let etag = format!("\"{}\"", content.tag);
    set(&mut headers, ETAG, &etag);
    set(&mut headers, LAST_MODIFIED, &conditional::date(content.made));
    if content.recodable {
        set(&mut headers, VARY, "Accept-Encoding");
    }
    if conditional::is_unchanged(ask.headers, &etag, Some(content.made)) {
        headers.remove(CONTENT_TYPE);
        let mut reply = empty(StatusCode::NOT_MODIFIED);
        *reply.headers_mut() = headers;
        return reply;
    }
    if let Some(coding) = coding::name(content.encoding) {
        set(&mut headers, CONTENT_ENCODING, coding);
    }
    let mut reply = Response::new(Full::new(content.body.clone()));
    *reply.headers_mut() = headers;
    reply
}

/// Text of our own, in a coding the client takes. It is small or rare, so it is packed in place.
pub fn text(ask: &Ask<'_>, kept: &Content, more: HeaderMap) -> Reply {
    let coding = ask.accepts.choose(kept.encoding);
    let recoded = if coding == kept.encoding { None } else { kept.recoded(coding, LARGEST_TEXT).ok() };
    content(ask, recoded.as_ref().unwrap_or(kept), more)
}

/// Text as [`text`] takes it.
pub fn kept_text(text: &str, content_type: &str) -> Content {
    if text.len() >= crate::service::WORTH_PACKING
        && let Ok(packed) = coding::pack(text.as_bytes(), Encoding::Gzip)
    {
        return Content::new(packed, Encoding::Gzip, content_type);
    }
    Content::new(Bytes::copy_from_slice(text.as_bytes()), Encoding::Identity, content_type)
}

/// How the answer came about, for the browser's network panel.
pub fn timing(answer: &Answer) -> String {
    format!("cache;desc={}, age;dur={:.0}", answer.state.name(), answer.age.as_secs_f64() * 1000.0)
}

/// Sets a header whose value is known to be good; one that is not is left out rather than sent broken.
pub fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Lays configured headers over `headers`.
pub fn lay_over(headers: &mut HeaderMap, configured: &BTreeMap<String, String>) {
    for (name, value) in configured {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
}

/// The headers every answer starts with.
pub fn common(server: &ServerSettings) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut say = |name: &'static str, value: &str| set(&mut headers, HeaderName::from_static(name), value);
    if let Some(origin) = &server.cors {
        say("access-control-allow-origin", origin);
        say("access-control-allow-headers", "accept, x-requested-with, content-type");
        say("access-control-expose-headers", "etag");
    }
    if let Some(policy) = &server.csp {
        say("x-xss-protection", "1; mode=block");
        say("x-content-type-options", "nosniff");
        say("x-frame-options", "SAMEORIGIN");
        say("content-security-policy", policy);
    }
    headers
}
