//! Computations under way, shared by all who ask for the same key.
//!
//! moka's `try_get_with` runs the computation inside the first asker: when that one leaves, the next
//! starts over. Here it runs in a task of its own, which lives as long as anybody waits for it.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use tokio::{sync::watch, task::AbortHandle};
use tracing::Instrument;

use super::Key;

/// The task ended without an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost;

/// All computations under way.
pub(super) struct Flights<O>(Arc<Mutex<HashMap<Key, Weak<Flight<O>>>>>);

impl<O> Default for Flights<O> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

/// A seat on one computation. The task is dropped with the last seat.
pub(super) struct Flight<O> {
    outcome: watch::Receiver<Option<O>>,
    task: AbortHandle,
    key: Key,
    flights: Weak<Mutex<HashMap<Key, Weak<Flight<O>>>>>,
}

impl<O: Clone + Send + Sync + 'static> Flights<O> {
    /// Waits with whoever asked for `key` before, or starts what `start` returns.
    pub fn join<Fut>(&self, key: &Key, start: impl FnOnce() -> Fut) -> Arc<Flight<O>>
    where
        Fut: Future<Output = O> + Send + 'static,
    {
        let mut under_way = self.lock();
        if let Some(flight) = under_way.get(key).and_then(Weak::upgrade) {
            return flight;
        }
        let flight = self.take_off(key, start());
        under_way.insert(key.clone(), Arc::downgrade(&flight));
        flight
    }

    /// Starts `work` for `key` and lets it end even if nobody waits; does nothing when it is under way.
    pub fn launch(&self, key: &Key, work: impl Future<Output = O> + Send + 'static) {
        let mut under_way = self.lock();
        if under_way.get(key).is_some_and(|flight| flight.strong_count() > 0) {
            return;
        }
        let flight = self.take_off(key, work);
        under_way.insert(key.clone(), Arc::downgrade(&flight));
        Self::let_land(flight);
    }

    /// Keeps a seat until the outcome is there.
    pub fn let_land(flight: Arc<Flight<O>>) {
        tokio::spawn(async move {
            let _ = flight.outcome().await;
        });
    }

    /// Whether somebody already computes `key`.
    pub fn is_under_way(&self, key: &Key) -> bool {
        self.lock().get(key).is_some_and(|flight| flight.strong_count() > 0)
    }

    fn take_off(&self, key: &Key, work: impl Future<Output = O> + Send + 'static) -> Arc<Flight<O>> {
        let (sender, outcome) = watch::channel(None);
        let task = async move {
            let outcome = work.await;
            sender.send_replace(Some(outcome));
        };
        // Its log lines and traces belong to the request that began it.
        let task = tokio::spawn(task.in_current_span());
        let flights = Arc::downgrade(&self.0);
        Arc::new(Flight { outcome, task: task.abort_handle(), key: key.clone(), flights })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Weak<Flight<O>>>> {
        // The map is never left half-changed, so a panic elsewhere does not spoil it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<O: Clone> Flight<O> {
    /// Waits for the outcome.
    pub async fn outcome(&self) -> Result<O, Lost> {
        let mut outcome = self.outcome.clone();
        match outcome.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().ok_or(Lost),
            Err(_) => Err(Lost),
        }
    }
}

impl<O> Drop for Flight<O> {
    fn drop(&mut self) {
        self.task.abort();
        if let Some(flights) = self.flights.upgrade() {
            let mut under_way = flights.lock().unwrap_or_else(PoisonError::into_inner);
            // Somebody may have started the same key anew since the last seat was left.
            if under_way.get(&self.key).is_some_and(|flight| flight.strong_count() == 0) {
                under_way.remove(&self.key);
            }
        }
    }
}
