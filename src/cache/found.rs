//! Results of lookups.

use std::time::Duration;

use super::origin::DataAge;

/// A value, with the state of the cache.
#[derive(Debug, Clone)]
pub(crate) struct Found<V> {
    /// The value.
    pub(crate) value: V,
    /// Whether it was fresh, stale or just made.
    pub(crate) state: CacheState,
    /// The age of the data that it was made from.
    pub(crate) data: DataAge,
}

impl<V> Found<V> {
    /// A value that was made for this request.
    pub(crate) fn made(value: V, data: DataAge) -> Self {
        Self { value, state: CacheState::Made, data }
    }

    /// The time since the oldest of its data was read.
    pub(crate) fn age(&self) -> Duration {
        self.data.read.elapsed()
    }
}

/// The role of the cache in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CacheState {
    /// Cached and fresh.
    Hit,
    /// Stale, while a refresh runs in the background.
    Stale,
    /// Stale, because the refresh failed.
    StaleIfError,
    /// Made for this request, or for a concurrent one.
    Made,
}

impl CacheState {
    /// The name in headers, logs and metrics.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Stale => "stale",
            Self::StaleIfError => "stale-if-error",
            Self::Made => "miss",
        }
    }
}
