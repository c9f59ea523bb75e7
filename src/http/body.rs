//! Request bodies. No route expects one.

use http::{
    HeaderMap,
    header::{CONTENT_LENGTH, TRANSFER_ENCODING},
};
use hyper::body::Body;

/// The body of a request, before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RequestBody {
    /// Its length in bytes, if `Content-Length` announces it.
    pub(super) bytes: Option<u64>,
}

impl RequestBody {
    /// The body that a request announces; `None` if the request has no body.
    pub(super) fn announced<B: Body>(headers: &HeaderMap, body: &B) -> Option<Self> {
        let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        match length {
            Some(0) => None,
            Some(bytes) => Some(Self { bytes: Some(bytes) }),
            None if headers.contains_key(TRANSFER_ENCODING) => Some(Self { bytes: None }),
            None => (!body.is_end_stream()).then_some(Self { bytes: None }),
        }
    }
}
