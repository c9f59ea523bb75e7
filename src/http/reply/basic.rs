//! Basic replies.

use bytes::Bytes;
use http::{Response, StatusCode, header::CONTENT_TYPE};

use super::{body::ReplyBody, headers::set};

/// An HTTP response with its whole body.
pub(crate) type Reply = Response<ReplyBody>;

/// A reply with `body`.
pub(crate) fn plain(status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Reply {
    let mut reply = Response::new(ReplyBody::from(body.into()));
    *reply.status_mut() = status;
    set(reply.headers_mut(), CONTENT_TYPE, content_type);
    reply
}

/// A reply without a body.
pub(crate) fn empty(status: StatusCode) -> Reply {
    let mut reply = Response::new(ReplyBody::default());
    *reply.status_mut() = status;
    reply
}
