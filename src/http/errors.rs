//! Replies to requests that no route handles.

use http::{HeaderValue, Method, StatusCode, header};

use crate::telemetry::{Event, event};

use super::{
    body::{RequestBody, Unread},
    escape::escaped,
    reply::{Reply, error, plain, set, uncached_error},
};

/// Kartotherian's page for an unknown path.
pub(super) fn not_found(method: &Method, path: &str) -> Reply {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n\
         <body>\n<pre>Cannot {} {}</pre>\n</body>\n</html>\n",
        escaped(method.as_str()),
        escaped(path)
    );
    let mut reply = plain(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page);
    let headers = reply.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(headers, header::VARY, "Accept-Encoding");
    reply
}

/// The reply to a path that cannot be decoded: 400, because the client is at fault. Kartotherian answered 500.
pub(super) fn bad_path(path: &str) -> Reply {
    error(StatusCode::BAD_REQUEST, &format!("Failed to decode param '{path}'"))
}

/// The reply to a method that is known but not allowed: 405. Kartotherian answered 404.
pub(super) fn wrong_method(allows_post: bool) -> Reply {
    let (message, methods) = if allows_post {
        ("Only GET, HEAD, POST and OPTIONS are allowed here", "GET, HEAD, POST, OPTIONS")
    } else {
        ("Only GET, HEAD and OPTIONS are allowed here", "GET, HEAD, OPTIONS")
    };
    let mut reply = uncached_error(StatusCode::METHOD_NOT_ALLOWED, message);
    reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    reply
}

/// The reply to CONNECT. What comes next may be for another server, so the connection is closed.
pub(super) fn no_tunnel() -> Reply {
    let mut reply = wrong_method(false);
    reply.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    reply
}

/// The reply to OPTIONS: the methods that a path allows.
pub(super) fn options(allows_post: bool) -> Reply {
    let methods = if allows_post { "GET,HEAD,POST" } else { "GET,HEAD" };
    let mut reply = plain(StatusCode::OK, "text/html; charset=utf-8", methods);
    reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    set(reply.headers_mut(), header::VARY, "Accept-Encoding");
    reply
}

/// The reply to a request whose body could not be read. The rest of it would be parsed as the next request, so the
/// connection is closed.
pub(super) fn unread_body(problem: Unread, limit: usize) -> Reply {
    let mut reply = match problem {
        Unread::TooLarge => {
            uncached_error(StatusCode::PAYLOAD_TOO_LARGE, &format!("The request body has more than {limit} bytes"))
        }
        Unread::Busy => {
            event::Shed { reason: "bodies" }.emit();
            error(StatusCode::SERVICE_UNAVAILABLE, "The server is busy")
        }
        Unread::Incomplete => uncached_error(StatusCode::BAD_REQUEST, "The request body did not arrive"),
    };
    reply.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    reply
}

/// The reply to a request with a body. The body is not read, so the connection is closed: its bytes must not be parsed
/// as the next request.
pub(super) fn unwanted_body(body: RequestBody) -> Reply {
    const MAX_OF_THE_ORIGINAL: u64 = 100 * 1024;
    let (status, text) = match body.bytes {
        Some(n) if n > MAX_OF_THE_ORIGINAL => (StatusCode::PAYLOAD_TOO_LARGE, "The request body is too large"),
        _ => (StatusCode::BAD_REQUEST, "A request body is not expected here"),
    };
    let mut reply = uncached_error(status, text);
    reply.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    reply
}
