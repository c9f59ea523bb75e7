//! Single flight: concurrent callers with the same key share one computation.
//!
//! moka's `try_get_with` runs the computation in the first caller; if that is canceled, the next caller starts over.
//! Here the computation runs in its own task, which lives as long as there are waiters.

use std::{
    collections::HashMap,
    future::Future,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use tokio::{sync::watch, task::AbortHandle};
use tracing::Instrument;

use super::wait::{Miss, Wait};

/// The computations of `V` (or the error `E`) in progress, by key. Results are not cached. Cheap to clone.
pub(crate) struct SingleFlight<K: Eq + Hash, V, E> {
    running: Arc<Mutex<Flights<K, V, E>>>,
}

type Flights<K, V, E> = HashMap<K, Weak<Flight<K, V, E>>>;

/// A computation, shared by its waiters. When the last waiter drops it, its task is aborted.
struct Flight<K: Eq + Hash, V, E> {
    result: watch::Receiver<Option<Result<V, E>>>,
    task: AbortHandle,
    key: K,
    running: Weak<Mutex<Flights<K, V, E>>>,
}

impl<K: Eq + Hash, V, E> Default for SingleFlight<K, V, E> {
    fn default() -> Self {
        Self { running: Arc::default() }
    }
}

impl<K: Eq + Hash, V, E> Clone for SingleFlight<K, V, E> {
    fn clone(&self) -> Self {
        Self { running: self.running.clone() }
    }
}

impl<K, V, E> SingleFlight<K, V, E>
where
    K: Eq + Hash + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    E: Clone + Send + Sync + 'static,
{
    /// The result of the computation of `key` that is in progress, or of the one that `start` creates.
    ///
    /// The computation continues while there are waiters. It is dropped when the last waiter is canceled or times out,
    /// unless that waiter lets it go on in the background.
    pub(crate) async fn run<Fut>(&self, key: &K, wait: Wait<'_>, start: impl FnOnce() -> Fut) -> Result<V, Miss<E>>
    where
        Fut: Future<Output = Result<V, E>> + Send + 'static,
    {
        let flight = self.join(key, start);
        match tokio::time::timeout_at(wait.until.into(), flight.result()).await {
            Ok(result) => result,
            Err(_) => {
                if (wait.goes_on)() {
                    flight.finish_in_background();
                }
                Err(Miss::Timeout)
            }
        }
    }

    /// Starts the computation of `key` in the background, where it completes without waiters. Does nothing if it is
    /// already in progress.
    pub(crate) fn run_in_background<Fut>(&self, key: &K, start: impl FnOnce() -> Fut)
    where
        Fut: Future<Output = Result<V, E>> + Send + 'static,
    {
        let mut running = self.lock();
        if running.get(key).is_some_and(|flight| flight.strong_count() > 0) {
            return;
        }
        let flight = self.spawn(key, start());
        running.insert(key.clone(), Arc::downgrade(&flight));
        drop(running);
        flight.finish_in_background();
    }

    fn join<Fut>(&self, key: &K, start: impl FnOnce() -> Fut) -> Arc<Flight<K, V, E>>
    where
        Fut: Future<Output = Result<V, E>> + Send + 'static,
    {
        let mut running = self.lock();
        if let Some(flight) = running.get(key).and_then(Weak::upgrade) {
            return flight;
        }
        let flight = self.spawn(key, start());
        running.insert(key.clone(), Arc::downgrade(&flight));
        flight
    }

    fn spawn(&self, key: &K, work: impl Future<Output = Result<V, E>> + Send + 'static) -> Arc<Flight<K, V, E>> {
        let (sender, result) = watch::channel(None);
        let task = async move {
            let result = work.await;
            sender.send_replace(Some(result));
        };
        // Its log lines and traces belong to the request that started it.
        let task = tokio::spawn(task.in_current_span());
        let running = Arc::downgrade(&self.running);
        Arc::new(Flight { result, task: task.abort_handle(), key: key.clone(), running })
    }

    fn lock(&self) -> MutexGuard<'_, Flights<K, V, E>> {
        // The map is never left in an inconsistent state, so poisoning is harmless.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, V, E> Flight<K, V, E>
where
    K: Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    E: Clone + Send + Sync + 'static,
{
    async fn result(&self) -> Result<V, Miss<E>> {
        let mut result = self.result.clone();
        match result.wait_for(Option::is_some).await {
            Ok(result) => result.clone().ok_or(Miss::Lost)?.map_err(Miss::Failed),
            Err(_) => Err(Miss::Lost),
        }
    }

    /// Waits for the result in a task, so that the computation completes without other waiters.
    fn finish_in_background(self: Arc<Self>) {
        tokio::spawn(async move {
            let mut result = self.result.clone();
            let _ = result.wait_for(Option::is_some).await;
        });
    }
}

impl<K: Eq + Hash, V, E> Drop for Flight<K, V, E> {
    fn drop(&mut self) {
        self.task.abort();
        if let Some(running) = self.running.upgrade() {
            let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
            // A new computation of the same key may have been started since the last waiter was dropped.
            if running.get(&self.key).is_some_and(|flight| flight.strong_count() == 0) {
                running.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering::SeqCst},
        time::{Duration, Instant},
    };

    use super::*;

    type Shared = SingleFlight<u8, &'static str, &'static str>;

    fn soon() -> Wait<'static> {
        Wait::until(Instant::now() + Duration::from_secs(5))
    }

    async fn after(ms: u64, result: Result<&'static str, &'static str>) -> Result<&'static str, &'static str> {
        tokio::time::sleep(Duration::from_millis(ms)).await;
        result
    }

    #[tokio::test]
    async fn callers_with_the_same_key_share_a_computation_and_its_failure() {
        let (flights, runs) = (Shared::default(), AtomicUsize::new(0));
        let start = || {
            runs.fetch_add(1, SeqCst);
            after(20, Err("down"))
        };
        let (a, b) = tokio::join!(flights.run(&1, soon(), start), flights.run(&1, soon(), start));
        assert!(matches!((a, b), (Err(Miss::Failed("down")), Err(Miss::Failed("down")))));
        assert_eq!(runs.load(SeqCst), 1);
        assert_eq!(flights.run(&2, soon(), || after(0, Ok("two"))).await.unwrap(), "two");
        assert!(flights.lock().is_empty(), "nothing is kept");
    }

    #[tokio::test]
    async fn a_background_computation_completes_without_waiters_and_can_be_joined() {
        let flights = Shared::default();
        flights.run_in_background(&1, || after(20, Ok("background")));
        flights.run_in_background(&1, || after(0, Ok("second")));
        assert!(flights.lock().contains_key(&1));
        assert_eq!(flights.run(&1, soon(), || after(0, Ok("third"))).await.unwrap(), "background");
    }

    #[tokio::test]
    async fn a_computation_that_panics_is_lost_and_frees_its_key() {
        let flights = Shared::default();
        let lost = flights.run(&1, soon(), || async { panic!("boom") }).await;
        assert!(matches!(lost, Err(Miss::Lost)));
        assert_eq!(flights.run(&1, soon(), || after(0, Ok("again"))).await.unwrap(), "again");
    }
}
