//! Replies of stored bodies.

use http::{
    HeaderMap, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED, VARY},
};
use http_body_util::Full;

use crate::{
    http::{conditional, request_parts::RequestParts},
    service::{Service, StoredBody, coding},
};

use super::{
    basic::{Reply, empty},
    errors::tile_error,
    headers::{set, set_all},
};

/// `body` as it is, or 304 if the client has it already. `more` are headers that lose against those of the body.
pub(crate) fn stored(request: &RequestParts<'_>, body: &StoredBody, more: HeaderMap) -> Reply {
    let mut headers = more;
    // Parts of tiles of backends that name no type have none, as in the original.
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
    let mut reply = Response::new(Full::new(body.bytes.clone()));
    *reply.headers_mut() = headers;
    reply
}

/// `body` in a coding the client takes, or 304 if the client has it already. `more` are headers that lose against
/// those of the body.
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

/// The reply without a date: for bodies that are made on request or at the start, whose date says nothing about their
/// content.
pub(crate) fn undated(mut reply: Reply) -> Reply {
    reply.headers_mut().remove(LAST_MODIFIED);
    reply
}
