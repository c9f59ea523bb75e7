//! What the cache answers with.

use std::time::Duration;

/// A value, and how it came about.
#[derive(Debug, Clone)]
pub(crate) struct Found<V> {
    /// The value.
    pub(crate) value: V,
    /// Fresh, stale or just made.
    pub(crate) state: CacheState,
    /// How long ago it was made.
    pub(crate) age: Duration,
}

impl<V> Found<V> {
    /// A value that was made for this request.
    pub(crate) fn made(value: V) -> Self {
        Self { value, state: CacheState::Made, age: Duration::ZERO }
    }
}

/// How the cache took part in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CacheState {
    /// Kept and fresh.
    Hit,
    /// Past its freshness; a renewal runs in the background.
    Stale,
    /// Past its freshness, and the renewal failed.
    StaleIfError,
    /// Made for this request, or for one that asked at the same time.
    Made,
}

impl CacheState {
    /// The word for headers, logs and metrics.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Stale => "stale",
            Self::StaleIfError => "stale-if-error",
            Self::Made => "miss",
        }
    }
}
