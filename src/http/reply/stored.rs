//! Replies with stored bodies.

use http::{
    HeaderMap, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED, VARY},
};

use crate::{
    http::{conditional, request_parts::RequestParts},
    service::{Service, StoredBody, coding},
};

use super::{
    basic::{Reply, empty},
    errors::tile_error,
    headers::{set, set_all},
};

/// A reply with `body` as it is, or 304 if the client already has it. The body's headers take precedence over `more`.
pub(crate) fn stored(request: &RequestParts<'_>, body: &StoredBody, more: HeaderMap) -> Reply {
    let mut headers = more;
    // As in Kartotherian, the parts of a tile have no type if their backend names none.
    if !body.content_type.is_empty() {
        set(&mut headers, CONTENT_TYPE, &body.content_type);
    }
    set_all(&mut headers, body.headers.iter().map(|(name, value)| (name, value)));
    let etag = format!("\"{}\"", body.tag);
    set(&mut headers, ETAG, &etag);
    set(&mut headers, LAST_MODIFIED, &conditional::date(body.made));
    if body.recodable {
        set(&mut headers, VARY, "Accept-Encoding");
    }
    if conditional::is_unchanged(request.headers, &etag, Some(body.made)) {
        headers.remove(CONTENT_TYPE);
        let mut reply = empty(StatusCode::NOT_MODIFIED);
        *reply.headers_mut() = headers;
        return reply;
    }
    if let Some(coding) = coding::name(body.encoding) {
        set(&mut headers, CONTENT_ENCODING, coding);
    }
    let mut reply = Response::new(body.bytes.clone().into());
    *reply.headers_mut() = headers;
    reply
}

/// A reply with `body` in a coding that the client accepts, or 304 if the client already has it. The body's headers
/// take precedence over `more`.
pub(crate) async fn recoded(
    service: &Service,
    request: &RequestParts<'_>,
    body: &StoredBody,
    more: HeaderMap,
) -> Reply {
    match service.recoded(body, request.accepts).await {
        Ok(body) => stored(request, &body, more),
        Err(error) => tile_error(&error, service.answers()),
    }
}

/// Removes `Last-Modified` from a reply. Bodies that are generated on request or at startup have no meaningful date.
pub(crate) fn undated(mut reply: Reply) -> Reply {
    reply.headers_mut().remove(LAST_MODIFIED);
    reply
}
