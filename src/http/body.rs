//! Request bodies. Only static maps expect one.

use std::time::Duration;

use bytes::Bytes;
use http::{
    HeaderMap,
    header::{CONTENT_LENGTH, TRANSFER_ENCODING},
};
use http_body_util::{BodyExt, Limited};
use hyper::body::Body;

/// A body must arrive within this time.
const TIMEOUT: Duration = Duration::from_secs(30);

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

/// Why a body is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is larger than allowed.
    TooLarge,
    /// It did not arrive, or not in time.
    Incomplete,
}

/// Reads a body of at most `limit` bytes.
pub(super) async fn read<B>(body: B, limit: usize) -> Result<Bytes, Unread>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let limited = Limited::new(body, limit);
    match tokio::time::timeout(TIMEOUT, limited.collect()).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(Unread::TooLarge),
        Ok(Err(_)) | Err(_) => Err(Unread::Incomplete),
    }
}
