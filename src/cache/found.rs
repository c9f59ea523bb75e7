//! Results of lookups.

use std::time::Duration;

/// A value, with the state of the cache.
#[derive(Debug, Clone)]
pub(crate) struct Found<V> {
    /// The value.
    pub(crate) value: V,
    /// Whether it was fresh, stale or just made.
    pub(crate) state: CacheState,
    /// The time since it was made.
    pub(crate) age: Duration,
}

impl<V> Found<V> {
    /// A value that was made for this request.
    pub(crate) fn made(value: V) -> Self {
        Self { value, state: CacheState::Made, age: Duration::ZERO }
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
