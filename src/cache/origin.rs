//! Where the data of a value is from, in time.

use std::time::Instant;

/// The age of the data that a value was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DataAge {
    /// When the oldest part was read from its backend.
    pub(crate) read: Instant,
    /// When the first of the parts became stale, if one is. A value made from stale data is as stale as the data: otherwise
    /// it would start a new life each time it is made again, and outlive every limit.
    pub(crate) stale_since: Option<Instant>,
}

impl DataAge {
    /// Data that was read just now.
    pub(crate) fn now() -> Self {
        Self { read: Instant::now(), stale_since: None }
    }

    /// The age of a value that is made from both.
    pub(crate) fn oldest(self, other: Self) -> Self {
        let stale_since = match (self.stale_since, other.stale_since) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { read: self.read.min(other.read), stale_since }
    }
}
