//! Names of requests, for the log.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::SystemTime,
};

use http::HeaderMap;

/// Longest name that is taken from a client, in bytes.
const MAX_GIVEN: usize = 128;

/// Names requests: by the client's own name, or by one that is unique among our processes.
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

    /// The name of the request with these headers.
    pub(super) fn of(&self, headers: &HeaderMap) -> String {
        let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
        match given.filter(|id| !id.is_empty() && id.len() <= MAX_GIVEN && id.bytes().all(|b| b.is_ascii_graphic())) {
            Some(id) => id.to_owned(),
            None => format!("{:016x}-{:x}", self.process, self.next.fetch_add(1, Ordering::Relaxed)),
        }
    }
}
