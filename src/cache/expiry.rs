//! When moka removes an entry by itself.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::entry::CacheEntry;

/// An error that is remembered for a while.
#[derive(Debug, Clone)]
pub(super) struct RememberedError<E> {
    pub(crate) error: E,
    pub(crate) lifetime: Duration,
}

/// Tells moka the lifetime of each entry, counted from its last write.
pub(super) struct ByEntry;

impl<K, V> moka::Expiry<K, Arc<CacheEntry<V>>> for ByEntry {
    fn expire_after_create(&self, _: &K, entry: &Arc<CacheEntry<V>>, _: Instant) -> Option<Duration> {
        Some(entry.lifetime)
    }

    fn expire_after_update(
        &self,
        _: &K,
        entry: &Arc<CacheEntry<V>>,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(entry.lifetime)
    }
}

impl<K, E> moka::Expiry<K, RememberedError<E>> for ByEntry {
    fn expire_after_create(&self, _: &K, error: &RememberedError<E>, _: Instant) -> Option<Duration> {
        Some(error.lifetime)
    }

    fn expire_after_update(
        &self,
        _: &K,
        error: &RememberedError<E>,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(error.lifetime)
    }
}
