//! Answers kept in memory: found by key, made once however many ask, stale while they are renewed.
//!
//! The room does not know what it keeps: a value says how many bytes it takes ([`Weigh`]), an error
//! says whether it may be remembered ([`Remember`]).

mod entry;
mod flight;
mod key;

pub use entry::{Keep, Made, State};
pub use key::{Key, KeyFilter, Variant};

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use crate::settings::{CacheSettings, FreshnessSettings};

use entry::{Age, Entry, Lifetime};
use flight::{Flights, Lost};

/// Bytes a value takes in memory.
pub trait Weigh {
    /// Bytes, roughly: what the byte limit of the cache counts.
    fn weight(&self) -> usize;
}

/// Which errors are believed for a while ("there is no such tile") and which are not ("try again").
pub trait Remember {
    /// Whether the same question within the negative freshness gets this error again.
    fn remember(&self) -> bool;
}

/// How long an asker waits.
#[derive(Debug, Clone, Copy)]
pub struct Wait {
    /// Until then.
    pub until: Instant,
    /// Whether the computation then goes on for those who ask later, even if nobody waits. (An asker that
    /// is dropped, because its client left, always takes its interest with it.)
    pub goes_on: bool,
}

impl Wait {
    /// Until then; what nobody waits for any more is dropped.
    pub fn until(until: Instant) -> Self {
        Self { until, goes_on: false }
    }
}

/// Why there is no value.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Miss<E> {
    /// The computation says so.
    #[error(transparent)]
    Failed(E),
    /// The deadline passed before the computation ended. It goes on if others still wait for it.
    #[error("no answer in time")]
    Timeout,
    /// The computation died (a bug, or the runtime is shutting down).
    #[error("the computation was lost")]
    Lost,
}

/// A value, and how it came about.
#[derive(Debug, Clone)]
pub struct Found<V> {
    /// The value.
    pub value: V,
    /// Fresh, stale or just made.
    pub state: State,
    /// How long ago it was made.
    pub age: Duration,
}

/// After a failed renewal the stale value is served this long before the next try.
const RENEWAL_PAUSE: Duration = Duration::from_secs(5);

/// A cache of `V`, with errors `E`. Cheap to clone.
pub struct Cache<V, E> {
    shared: Arc<Shared<V, E>>,
}

impl<V, E> Clone for Cache<V, E> {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone() }
    }
}

struct Shared<V, E> {
    /// `None` when the configuration turned the cache off; computations are shared even so.
    values: Option<moka::future::Cache<Key, Arc<Entry<V>>>>,
    refusals: moka::future::Cache<Key, (E, Lifetime)>,
    flights: Flights<Result<Found<V>, E>>,
    /// Counts purges: what was asked for before a purge is not kept after it.
    epoch: AtomicU64,
}

impl<V, E> Cache<V, E>
where
    V: Weigh + Clone + Send + Sync + 'static,
    E: Remember + Clone + Send + Sync + 'static,
{
    /// An empty cache with the byte limits of `settings`.
    pub fn new(settings: &CacheSettings) -> Self {
        let values = (settings.max_bytes > 0).then(|| {
            moka::future::Cache::builder()
                .max_capacity(settings.max_bytes)
                .weigher(|_: &Key, entry: &Arc<Entry<V>>| clamp(entry.value.weight() + Key::WEIGHT))
                .expire_after(entry::Expire)
                .build()
        });
        let refusals = moka::future::Cache::builder()
            .max_capacity(settings.max_negative_bytes)
            .weigher(|_: &Key, _: &(E, Lifetime)| clamp(Key::WEIGHT + size_of::<E>()))
            .expire_after(entry::Expire)
            .build();
        Self { shared: Arc::new(Shared { values, refusals, flights: Flights::default(), epoch: AtomicU64::new(0) }) }
    }

    /// The value of `key`; made by `make` when there is none that `policy` still accepts.
    ///
    /// However many ask at once, `make` runs once, in a task of its own: it goes on when the first asker
    /// leaves while others wait, and is dropped when the last one leaves or has waited as long as it wants.
    pub async fn get<F, Fut>(
        &self,
        key: &Key,
        policy: &FreshnessSettings,
        wait: Wait,
        make: F,
    ) -> Result<Found<V>, Miss<E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<Made<V>, E>> + Send + 'static,
    {
        let stale = match self.look(key).await {
            None => None,
            Some(entry) => match entry.age(policy, key.tile.z()) {
                Age::Fresh => return Ok(entry.found(State::Hit)),
                Age::Stale => {
                    self.renew(key, policy, &entry, make());
                    return Ok(entry.found(State::Stale));
                }
                Age::OnlyIfError => {
                    if entry.renewal_is_paused() {
                        return Ok(entry.found(State::StaleIfError));
                    }
                    Some(entry)
                }
                Age::Gone => None,
            },
        };
        if stale.is_none()
            && let Some((error, _)) = self.shared.refusals.get(key).await
        {
            return Err(Miss::Failed(error));
        }
        let flight = self.shared.flights.join(key, || self.clone().compute(key.clone(), policy.clone(), make()));
        let outcome = match tokio::time::timeout_at(wait.until.into(), flight.outcome()).await {
            Ok(Ok(outcome)) => outcome.map_err(Miss::Failed),
            Ok(Err(Lost)) => Err(Miss::Lost),
            Err(_) => {
                if wait.goes_on {
                    Flights::let_land(flight);
                }
                Err(Miss::Timeout)
            }
        };
        match (outcome, stale) {
            (Ok(found), _) => Ok(found),
            // A remembered error is an answer (the tile is gone), not a failure of the backend.
            (Err(Miss::Failed(error)), _) if error.remember() => Err(Miss::Failed(error)),
            (Err(_), Some(entry)) => {
                entry.pause_renewal(RENEWAL_PAUSE);
                Ok(entry.found(State::StaleIfError))
            }
            (Err(miss), None) => Err(miss),
        }
    }

    /// Keeps a value that was made on the side: the neighbours of a metatile, another content coding.
    pub async fn put(&self, key: Key, policy: &FreshnessSettings, made: Made<V>) {
        if let Some(values) = &self.shared.values
            && let Some(entry) = Entry::new(made, policy, key.tile.z())
        {
            values.insert(key, Arc::new(entry)).await;
        }
    }

    /// The value of `key` if there is one that is neither stale nor missing; makes nothing.
    pub async fn peek(&self, key: &Key, policy: &FreshnessSettings) -> Option<V> {
        let entry = self.look(key).await?;
        matches!(entry.age(policy, key.tile.z()), Age::Fresh).then(|| entry.value.clone())
    }

    /// Forgets everything that `filter` matches; says how many values and remembered errors went.
    /// Computations that run meanwhile answer those who wait, and are not kept.
    pub async fn purge(&self, filter: &KeyFilter) -> usize {
        self.shared.epoch.fetch_add(1, Ordering::SeqCst);
        let mut gone = 0;
        if let Some(values) = &self.shared.values {
            gone += forget(values, filter).await;
        }
        gone + forget(&self.shared.refusals, filter).await
    }

    /// How many values are kept, and their weight in bytes. Lags behind by moka's housekeeping.
    pub fn size(&self) -> (u64, u64) {
        self.shared.values.as_ref().map_or((0, 0), |v| (v.entry_count(), v.weighted_size()))
    }

    async fn look(&self, key: &Key) -> Option<Arc<Entry<V>>> {
        self.shared.values.as_ref()?.get(key).await
    }

    /// Renews a stale value in the background, unless that is under way or just failed.
    fn renew<Fut>(&self, key: &Key, policy: &FreshnessSettings, entry: &Arc<Entry<V>>, making: Fut)
    where
        Fut: Future<Output = Result<Made<V>, E>> + Send + 'static,
    {
        if entry.renewal_is_paused() || self.shared.flights.is_under_way(key) {
            return;
        }
        let (entry, cache) = (entry.clone(), self.clone());
        let (key_owned, policy) = (key.clone(), policy.clone());
        self.shared.flights.launch(key, async move {
            let outcome = cache.compute(key_owned, policy, making).await;
            if outcome.is_err() {
                entry.pause_renewal(RENEWAL_PAUSE);
            }
            outcome
        });
    }

    /// Runs the computation and keeps what comes out of it.
    async fn compute<Fut>(self, key: Key, policy: FreshnessSettings, making: Fut) -> Result<Found<V>, E>
    where
        Fut: Future<Output = Result<Made<V>, E>> + Send + 'static,
    {
        let epoch = self.shared.epoch.load(Ordering::SeqCst);
        let outcome = making.await;
        let unpurged = epoch == self.shared.epoch.load(Ordering::SeqCst);
        match outcome {
            Ok(made) => {
                let found = Found { value: made.value.clone(), state: State::Made, age: Duration::ZERO };
                if unpurged {
                    self.put(key, &policy, made).await;
                }
                Ok(found)
            }
            Err(error) => {
                if error.remember() && unpurged {
                    if let Some(values) = &self.shared.values {
                        values.invalidate(&key).await;
                    }
                    self.shared.refusals.insert(key, (error.clone(), Lifetime(policy.negative))).await;
                }
                Err(error)
            }
        }
    }
}

async fn forget<T: Clone + Send + Sync + 'static>(cache: &moka::future::Cache<Key, T>, filter: &KeyFilter) -> usize {
    let mut gone = 0;
    for (key, _) in cache.iter() {
        if filter.matches(&key) {
            cache.invalidate(key.as_ref()).await;
            gone += 1;
            // Millions of keys must not hold up the requests of this thread.
            if gone % 1024 == 0 {
                tokio::task::yield_now().await;
            }
        }
    }
    gone
}

fn clamp(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
