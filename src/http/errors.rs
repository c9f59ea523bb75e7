//! Answers to what no route takes.

use http::{HeaderValue, Method, StatusCode, header};

use super::reply::{Reply, error, plain, set};

/// The original's page for an unknown path.
pub fn not_found(method: &Method, path: &str) -> Reply {
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

/// A path that cannot be decoded. The original said 500, though it is the client's fault.
pub fn bad_path(path: &str) -> Reply {
    error(StatusCode::BAD_REQUEST, &format!("Failed to decode param '{path}'"))
}

/// A method that is known but not for this path. The original said 404.
pub fn wrong_method() -> Reply {
    let mut reply = error(StatusCode::METHOD_NOT_ALLOWED, "Only GET, HEAD and OPTIONS are allowed here");
    reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, OPTIONS"));
    reply
}

/// What a path can be asked for.
pub fn options() -> Reply {
    let mut reply = plain(StatusCode::OK, "text/html; charset=utf-8", "GET,HEAD");
    reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
    set(reply.headers_mut(), header::VARY, "Accept-Encoding");
    reply
}

/// A request that brings a body. Nothing here reads one; the connection ends, so that the body cannot be
/// taken for the next request.
pub fn unwanted_body(bytes: Option<u64>) -> Reply {
    const LARGEST_OF_THE_ORIGINAL: u64 = 100 * 1024;
    let (status, text) = match bytes {
        Some(n) if n > LARGEST_OF_THE_ORIGINAL => (StatusCode::PAYLOAD_TOO_LARGE, "The request body is too large"),
        _ => (StatusCode::BAD_REQUEST, "A request body is not expected here"),
    };
    let mut reply = error(status, text);
    reply.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    reply
}

/// `text` inside HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
