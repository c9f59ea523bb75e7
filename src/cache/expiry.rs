//! Expiration of entries in moka.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::entry::CacheEntry;

/// A cached error, with its lifetime.
#[derive(Debug, Clone)]
pub(super) struct RememberedError<E> {
    pub(crate) error: E,
    pub(crate) lifetime: Duration,
}

/// The lifetime of each entry for moka, which counts it from the last write.
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
