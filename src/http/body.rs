//! Request bodies. Only static maps expect one.

use std::{pin::pin, time::Duration};

use bytes::Buf;
use http::{
    HeaderMap,
    header::{CONTENT_LENGTH, TRANSFER_ENCODING},
};
use http_body_util::BodyExt;
use hyper::body::Body;
use tokio::time::timeout;

use crate::memory::{Budget, Hold};

/// A body must arrive within this time.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The next bytes of a body must arrive within this time.
const STALL: Duration = Duration::from_secs(10);
/// Bodies count in steps of this many bytes.
const STEP: usize = 64 * 1024;

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

/// A body, which counts as received until it is dropped.
#[derive(Debug, Default)]
pub(super) struct ReceivedBody {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    holds: Vec<Hold>,
}

/// Why a body is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is larger than allowed.
    TooLarge,
    /// It did not arrive, or not in time.
    Incomplete,
    /// There is no memory for it.
    Busy,
}

/// Reads a body of at most `limit` bytes, which count in `memory` as they arrive.
pub(super) async fn read<B>(body: B, limit: usize, memory: &Budget) -> Result<ReceivedBody, Unread>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let read = async {
        let (mut body, mut received) = (pin!(body), ReceivedBody::default());
        loop {
            let frame = timeout(STALL, body.frame()).await.map_err(|_| Unread::Incomplete)?;
            let Some(frame) = frame else { return Ok(received) };
            // Trailers are not read.
            let Ok(mut data) = frame.map_err(|_| Unread::Incomplete)?.into_data() else { continue };
            if data.remaining() > limit.saturating_sub(received.bytes.len()) {
                return Err(Unread::TooLarge);
            }
            received.make_room(data.remaining(), memory)?;
            while data.has_remaining() {
                let chunk = data.chunk();
                received.bytes.extend_from_slice(chunk);
                let count = chunk.len();
                data.advance(count);
            }
        }
    };
    timeout(TIMEOUT, read).await.unwrap_or(Err(Unread::Incomplete))
}

impl ReceivedBody {
    /// Makes room for `more` bytes, in steps.
    fn make_room(&mut self, more: usize, memory: &Budget) -> Result<(), Unread> {
        let wanted = (self.bytes.len() + more).div_ceil(STEP);
        while self.holds.len() < wanted {
            self.holds.push(memory.try_hold(STEP).ok_or(Unread::Busy)?);
            self.bytes.reserve_exact(self.holds.len() * STEP - self.bytes.len());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http_body_util::Full;

    use super::*;

    #[tokio::test]
    async fn a_body_counts_until_it_is_dropped() {
        let memory = Budget::new(3 * STEP);
        let of = |bytes: usize| Full::new(Bytes::from(vec![1; bytes]));
        let body = read(of(STEP + 1), 4 * STEP, &memory).await.unwrap();
        assert_eq!((body.bytes.len(), memory.held()), (STEP + 1, 2 * STEP));
        assert_eq!(read(of(STEP + 1), 4 * STEP, &memory).await.unwrap_err(), Unread::Busy);
        assert_eq!(read(of(STEP + 1), STEP, &memory).await.unwrap_err(), Unread::TooLarge);
        assert_eq!(memory.held(), 2 * STEP, "nothing is left of bodies that are not read");
        drop(body);
        assert_eq!(memory.held(), 0);
    }
}
