//! Request ids, for the log.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::SystemTime,
};

use http::HeaderMap;

/// The longest id that is accepted from a client, in bytes.
const MAX_GIVEN: usize = 128;

/// Gives requests their ids: the client's own id, or one that is unique across processes.
pub(super) struct RequestIds {
    process: u64,
    next: AtomicU64,
}

impl RequestIds {
    pub(super) fn new() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let process = ahash::RandomState::new().hash_one((now, std::process::id()));
        Self { process, next: AtomicU64::new(0) }
    }

    /// The id of the request with these headers.
    pub(super) fn of(&self, headers: &HeaderMap) -> String {
        let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
        match given.filter(|id| !id.is_empty() && id.len() <= MAX_GIVEN && id.bytes().all(|b| b.is_ascii_graphic())) {
            Some(id) => id.to_owned(),
            None => format!("{:016x}-{:x}", self.process, self.next.fetch_add(1, Ordering::Relaxed)),
        }
    }
}
