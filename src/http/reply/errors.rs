//! Error replies.

use http::{
    StatusCode,
    header::{CACHE_CONTROL, RETRY_AFTER, VARY},
};

use crate::{
    service::{ErrorKind, StaticMapError, TileError},
    settings::AnswerSettings,
};

use super::{
    basic::{Reply, plain},
    headers::set,
};

/// The `Cache-Control` of client errors, as in Kartotherian.
const ERROR_CACHING: &str = "public, s-maxage=30, max-age=30";

/// The `Retry-After` of server errors, in seconds.
const RETRY_SECONDS: &str = "2";

/// An error reply, whose body is `message` as a JSON string.
pub(crate) fn error(status: StatusCode, message: &str) -> Reply {
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

/// An error reply that depends on more than the URL of a request, so that no cache may keep it for other requests.
pub(crate) fn uncached_error(status: StatusCode, message: &str) -> Reply {
    let mut reply = error(status, message);
    set(reply.headers_mut(), CACHE_CONTROL, "no-store");
    reply
}

/// The reply to a request for a static map that failed with `problem`.
pub(crate) fn static_map_error(problem: &StaticMapError, answers: &AnswerSettings) -> Reply {
    error(status(problem.kind(), answers), &problem.to_string())
}

/// The reply to a request that failed with `problem`.
pub(crate) fn tile_error(problem: &TileError, answers: &AnswerSettings) -> Reply {
    error(status(problem.kind(), answers), &problem.to_string())
}

/// The status of a class of errors.
fn status(kind: ErrorKind, answers: &AnswerSettings) -> StatusCode {
    let gently = |status| if answers.upstream_errors_as_5xx { status } else { StatusCode::BAD_REQUEST };
    match kind {
        ErrorKind::Refused | ErrorKind::Missing => StatusCode::BAD_REQUEST,
        ErrorKind::Bad => gently(StatusCode::BAD_GATEWAY),
        ErrorKind::Unavailable => gently(StatusCode::SERVICE_UNAVAILABLE),
        ErrorKind::Timeout => gently(StatusCode::GATEWAY_TIMEOUT),
        ErrorKind::Internal => gently(StatusCode::INTERNAL_SERVER_ERROR),
        // Never a 400: a 400 may be cached.
        ErrorKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}
