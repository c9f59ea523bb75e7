//! The cache.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::settings::FreshnessSettings;

use super::{
    entry::{Age, CacheEntry},
    expiry::{ByEntry, RememberedError},
    filter::KeyFilter,
    found::{CacheState, Found},
    keep::Made,
    kept::{Remember, Weigh},
    key::CacheKey,
    single_flight::SingleFlight,
    wait::{Miss, Wait},
};

/// After a failed refresh, the stale value is served for this time before the next refresh.
const RENEWAL_PAUSE: Duration = Duration::from_secs(5);

/// A cache of `V`, with errors `E`. Cheap to clone.
pub(crate) struct Cache<V, E> {
    pub(super) inner: Arc<Inner<V, E>>,
}

impl<V, E> Clone for Cache<V, E> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

pub(super) struct Inner<V, E> {
    /// `None` if the cache is disabled; concurrent computations are still shared.
    pub(super) values: Option<moka::future::Cache<CacheKey, Arc<CacheEntry<V>>>>,
    errors: moka::future::Cache<CacheKey, RememberedError<E>>,
    flights: SingleFlight<CacheKey, Found<V>, E>,
    /// The number of purges. The result of a computation that started before a purge is not cached after it.
    purges: AtomicU64,
}

impl<V, E> Cache<V, E>
where
    V: Weigh + Clone + Send + Sync + 'static,
    E: Remember + Clone + Send + Sync + 'static,
{
    /// An empty cache for `max_bytes` of values (none are kept if it is 0) and `max_negative_bytes` of errors.
    pub(crate) fn new(max_bytes: u64, max_negative_bytes: u64) -> Self {
        let values = (max_bytes > 0).then(|| {
            moka::future::Cache::builder()
                .max_capacity(max_bytes)
                .weigher(|key: &CacheKey, entry: &Arc<CacheEntry<V>>| clamp(key.weight() + entry.value.weight()))
                .expire_after(ByEntry)
                .build()
        });
        let errors = moka::future::Cache::builder()
            .max_capacity(max_negative_bytes)
            .weigher(|key: &CacheKey, _: &RememberedError<E>| clamp(key.weight() + size_of::<E>()))
            .expire_after(ByEntry)
            .build();
        let inner = Inner { values, errors, flights: SingleFlight::default(), purges: AtomicU64::new(0) };
        Self { inner: Arc::new(inner) }
    }

    /// The value of `key`; made by `make` if there is no cached one that `policy` accepts.
    ///
    /// For concurrent callers, `make` runs once, as described for [`SingleFlight::run`].
    pub(crate) async fn get<F, Fut>(
        &self,
        key: &CacheKey,
        policy: &FreshnessSettings,
        wait: Wait<'_>,
        make: F,
    ) -> Result<Found<V>, Miss<E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<Made<V>, E>> + Send + 'static,
    {
        let stale = match self.entry(key).await {
            None => None,
            Some(entry) => match entry.age(policy, key.zoom()) {
                Age::Fresh => return Ok(entry.found(CacheState::Hit, policy, key.zoom())),
                Age::Stale => {
                    self.renew(key, policy, &entry, make);
                    return Ok(entry.found(CacheState::Stale, policy, key.zoom()));
                }
                Age::OnlyIfError if entry.renewal_is_paused() => {
                    return Ok(entry.found(CacheState::StaleIfError, policy, key.zoom()));
                }
                Age::OnlyIfError => Some(entry),
                Age::Gone => None,
            },
        };
        if stale.is_none()
            && let Some(remembered) = self.inner.errors.get(key).await
        {
            return Err(Miss::Failed(remembered.error));
        }
        let compute = || self.clone().compute(key.clone(), policy.clone(), make());
        match (self.inner.flights.run(key, wait, compute).await, stale) {
            (Ok(found), _) => Ok(found),
            // An error that may be cached means that the tile no longer exists, not that the backend failed.
            (Err(Miss::Failed(error)), _) if error.remember() => Err(Miss::Failed(error)),
            (Err(_), Some(entry)) => {
                entry.pause_renewal(RENEWAL_PAUSE);
                Ok(entry.found(CacheState::StaleIfError, policy, key.zoom()))
            }
            (Err(miss), None) => Err(miss),
        }
    }

    /// Stores a value that was made together with another one: another tile of a metatile, or another content coding.
    pub(crate) async fn put(&self, key: CacheKey, policy: &FreshnessSettings, made: Made<V>) {
        if let Some(values) = &self.inner.values
            && let Some(entry) = CacheEntry::new(made, policy, key.zoom())
        {
            values.insert(key, Arc::new(entry)).await;
        }
    }

    /// The value of `key` if a fresh one is cached.
    pub(crate) async fn peek(&self, key: &CacheKey, policy: &FreshnessSettings) -> Option<V> {
        let entry = self.entry(key).await?;
        matches!(entry.age(policy, key.zoom()), Age::Fresh).then(|| entry.value.clone())
    }

    /// Removes all entries that `filter` matches. Returns the number of values and errors that were removed. Waiters of
    /// computations in progress get their results, but these are not cached.
    pub(crate) async fn purge(&self, filter: &KeyFilter) -> usize {
        self.inner.purges.fetch_add(1, Ordering::SeqCst);
        let mut removed = 0;
        if let Some(values) = &self.inner.values {
            removed += remove(values, filter).await;
            // moka drops what is removed later, when it has time. The memory is wanted now.
            values.run_pending_tasks().await;
        }
        removed + remove(&self.inner.errors, filter).await
    }

    /// The number of cached values, and their size in bytes. They are updated only by moka's maintenance.
    pub(crate) fn size(&self) -> (u64, u64) {
        self.inner.values.as_ref().map_or((0, 0), |v| (v.entry_count(), v.weighted_size()))
    }

    async fn entry(&self, key: &CacheKey) -> Option<Arc<CacheEntry<V>>> {
        self.inner.values.as_ref()?.get(key).await
    }

    /// Refreshes a stale value in the background, unless a refresh is in progress or has just failed.
    fn renew<F, Fut>(&self, key: &CacheKey, policy: &FreshnessSettings, entry: &Arc<CacheEntry<V>>, make: F)
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<Made<V>, E>> + Send + 'static,
    {
        if entry.renewal_is_paused() {
            return;
        }
        self.inner.flights.run_in_background(key, || {
            let computation = self.clone().compute(key.clone(), policy.clone(), make());
            let entry = entry.clone();
            async move {
                let result = computation.await;
                if result.is_err() {
                    entry.pause_renewal(RENEWAL_PAUSE);
                }
                result
            }
        });
    }

    /// Runs the computation and stores its result.
    async fn compute<Fut>(self, key: CacheKey, policy: FreshnessSettings, computation: Fut) -> Result<Found<V>, E>
    where
        Fut: Future<Output = Result<Made<V>, E>> + Send + 'static,
    {
        let purges = self.inner.purges.load(Ordering::SeqCst);
        let result = computation.await;
        let keeps = purges == self.inner.purges.load(Ordering::SeqCst);
        match result {
            Ok(made) => {
                let found = Found::made(made.value.clone(), made.data);
                if keeps {
                    self.put(key, &policy, made).await;
                }
                Ok(found)
            }
            Err(error) => {
                if keeps && error.remember() {
                    if let Some(values) = &self.inner.values {
                        values.invalidate(&key).await;
                    }
                    let remembered = RememberedError { error: error.clone(), lifetime: policy.negative };
                    self.inner.errors.insert(key, remembered).await;
                }
                Err(error)
            }
        }
    }
}

async fn remove<T: Clone + Send + Sync + 'static>(
    cache: &moka::future::Cache<CacheKey, T>,
    filter: &KeyFilter,
) -> usize {
    let mut removed = 0;
    for (key, _) in cache.iter() {
        if filter.matches(&key) {
            cache.invalidate(key.as_ref()).await;
            removed += 1;
            // Removing millions of keys must not delay the requests on this thread.
            if removed % 1024 == 0 {
                tokio::task::yield_now().await;
            }
        }
    }
    removed
}

fn clamp(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
