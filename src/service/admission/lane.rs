//! A lane: the jobs that use one resource.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::memory::{Budget, Hold};

use super::{
    client::ClientKey,
    drain_rate::DrainRate,
    fair_queue::{FairQueue, Position, Waiting},
};

/// The limits of a lane.
#[derive(Debug, Clone)]
pub(crate) struct LaneLimits {
    /// Jobs that may have begun.
    pub(crate) begun: usize,
    /// Jobs that may have fetched what they need: as many as keep all threads busy.
    pub(crate) ready: usize,
    /// Jobs that may wait. A client without a waiting job may exceed it, up to twice this number.
    pub(crate) waiting: usize,
    /// A job that is expected to wait longer is refused, unless its client has none waiting.
    pub(crate) wait: Duration,
    /// How many jobs of at least [`DEAR`] may have begun, so that others do not wait for them.
    pub(crate) dear: usize,
    /// Jobs that work at the same time.
    pub(crate) threads: usize,
}

/// A job with at least this cost is dear: others would notice a wait for it.
pub(super) const DEAR: Duration = Duration::from_millis(150);

/// The lane has no room for the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LaneFull;

/// See the module documentation.
#[derive(Debug)]
pub(crate) struct Lane {
    limits: LaneLimits,
    /// The memory of jobs; each has a hold on what it is expected to use.
    memory: Budget,
    state: Mutex<LaneState>,
}

#[derive(Debug)]
struct LaneState {
    queue: FairQueue<WaitingJob>,
    begun: usize,
    ready: usize,
    dear: usize,
    rate: DrainRate,
}

#[derive(Debug)]
struct WaitingJob {
    grant: oneshot::Sender<Place>,
    bytes: usize,
}

impl Lane {
    /// A lane without jobs, whose jobs hold their memory from `memory`.
    pub(crate) fn new(limits: LaneLimits, memory: Budget) -> Arc<Self> {
        let rate = DrainRate::new(limits.threads as f64);
        let state = LaneState { queue: FairQueue::default(), begun: 0, ready: 0, dear: 0, rate };
        Arc::new(Self { limits, memory, state: Mutex::new(state) })
    }

    /// Waits for a place for a job of `client`, which is expected to cost `cost` and to use `bytes` of memory. Returns at
    /// once if the lane is full. Dropping the future gives up the wait.
    pub(crate) async fn enter(
        self: &Arc<Self>,
        client: ClientKey,
        cost: Duration,
        bytes: usize,
    ) -> Result<Place, LaneFull> {
        let client = if cost >= DEAR { client.with_dear_jobs() } else { client };
        let (grant, granted) = oneshot::channel();
        let position = {
            let mut state = self.state();
            if self.is_full_for(&state, client, cost) {
                return Err(LaneFull);
            }
            state.queue.push(client, cost, WaitingJob { grant, bytes })
        };
        let wait = LeavesQueue { lane: self, position };
        self.begin_next();
        let place = granted.await.map_err(|_| LaneFull);
        drop(wait);
        place
    }

    /// The number of waiting jobs, and of those that have begun.
    pub(crate) fn load(&self) -> (usize, usize) {
        let state = self.state();
        (state.queue.len(), state.begun)
    }

    /// A job has fetched what it needs.
    fn fetched(&self) {
        self.state().ready += 1;
    }

    /// A job has ended.
    fn left(self: &Arc<Self>, cost: Duration, was_ready: bool) {
        let mut state = self.state();
        state.begun -= 1;
        state.ready -= usize::from(was_ready);
        state.dear -= usize::from(cost >= DEAR);
        let others_wait = state.queue.len() > 0;
        state.rate.ended(cost, others_wait, Instant::now());
        drop(state);
        self.begin_next();
    }

    fn is_full_for(&self, state: &LaneState, client: ClientKey, cost: Duration) -> bool {
        let own = state.queue.len_of(client);
        let most = if own == 0 { self.limits.waiting.saturating_mul(2) } else { self.limits.waiting };
        let until = state.rate.time_for(state.queue.cost_until(client, cost));
        state.queue.len() >= most || (own > 0 && until > self.limits.wait)
    }

    /// Lets waiting jobs begin, as long as the limits allow.
    fn begin_next(self: &Arc<Self>) {
        // A place that nobody takes any more comes back through `left`, which must find the state unlocked.
        while let Some((grant, place)) = self.next() {
            drop(grant.send(place));
        }
    }

    fn next(self: &Arc<Self>) -> Option<(oneshot::Sender<Place>, Place)> {
        let mut state = self.state();
        if state.begun >= self.limits.begun || state.ready >= self.limits.ready {
            return None;
        }
        let (dear, begun) = (state.dear, state.begun);
        let mut memory = None;
        let may = |waiting: &Waiting<WaitingJob>| waiting.cost < DEAR || dear < self.limits.dear;
        let bytes = state.queue.first(may)?.job.bytes;
        if bytes > 0 {
            memory = self.memory.try_hold(bytes);
            // The last job may always begin: it is limited by itself.
            if memory.is_none() && begun > 0 {
                return None;
            }
        }
        let waiting = state.queue.pop(may)?;
        state.begun += 1;
        state.dear += usize::from(waiting.cost >= DEAR);
        Some((waiting.job.grant, Place::new(self.clone(), waiting.cost, memory)))
    }

    fn state(&self) -> MutexGuard<'_, LaneState> {
        // No caller's code runs while the lock is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes a job from the queue when its caller stops waiting.
struct LeavesQueue<'a> {
    lane: &'a Lane,
    position: Position,
}

impl Drop for LeavesQueue<'_> {
    fn drop(&mut self) {
        drop(self.lane.state().queue.remove(self.position));
    }
}

/// A job's place in a lane. The job may work until it drops the place.
#[derive(Debug)]
pub(crate) struct Place {
    lane: Arc<Lane>,
    cost: Duration,
    /// Whether the job has what it needs, and waits for a thread or has one.
    is_ready: bool,
    /// The memory that the job may use.
    _memory: Option<Hold>,
}

impl Place {
    fn new(lane: Arc<Lane>, cost: Duration, memory: Option<Hold>) -> Self {
        Self { lane, cost, is_ready: false, _memory: memory }
    }

    /// The job has fetched what it needs, and now uses the threads.
    pub(crate) fn fetched(&mut self) {
        if !self.is_ready {
            self.is_ready = true;
            self.lane.fetched();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.lane.left(self.cost, self.is_ready);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn lane(begun: usize, waiting: usize, wait: Duration) -> Arc<Lane> {
        let limits = LaneLimits { begun, ready: begun, waiting, wait, dear: 1, threads: begun };
        Lane::new(limits, Budget::new(1000))
    }

    fn client(name: &str) -> ClientKey {
        ClientKey::named(name.as_bytes())
    }

    /// Enters `lane` in a task, and waits until it has begun or waits.
    async fn entering(
        lane: &Arc<Lane>,
        name: &'static str,
        cost: Duration,
    ) -> tokio::task::JoinHandle<Result<Place, LaneFull>> {
        let ((waiting, begun), entering) = (lane.load(), lane.clone());
        let task = tokio::spawn(async move { entering.enter(client(name), cost, 10).await });
        while lane.load() == (waiting, begun) && !task.is_finished() {
            tokio::task::yield_now().await;
        }
        task
    }

    #[tokio::test]
    async fn jobs_wait_until_others_have_left() {
        let lane = lane(1, 10, MS * 1000);
        let first = lane.enter(client("a"), MS, 10).await.unwrap();
        let second = entering(&lane, "a", MS).await;
        assert_eq!(lane.load(), (1, 1));
        drop(first);
        let second = second.await.unwrap().unwrap();
        assert_eq!(lane.load(), (0, 1));
        drop(second);
        assert_eq!((lane.load(), lane.memory.held()), ((0, 0), 0));
    }

    #[tokio::test]
    async fn a_client_that_asks_for_much_is_refused_and_another_is_not() {
        let lane = lane(1, 100, MS * 100);
        let held = lane.enter(client("greedy"), MS * 60, 10).await.unwrap();
        let _waits = entering(&lane, "greedy", MS * 60).await;
        assert_eq!(lane.enter(client("greedy"), MS * 60, 10).await.unwrap_err(), LaneFull);
        let modest = entering(&lane, "modest", MS).await;
        assert_eq!(lane.load(), (2, 1));
        drop(held);
        // The greedy client's second job was first in line, and the modest one is next.
        drop(modest);
        assert_eq!(lane.load().1, 1);
    }

    #[tokio::test]
    async fn a_caller_that_leaves_gives_up_its_place_in_the_queue() {
        let lane = lane(1, 10, MS * 1000);
        let held = lane.enter(client("a"), MS, 10).await.unwrap();
        let waits = entering(&lane, "b", MS).await;
        waits.abort();
        let _ = waits.await;
        assert_eq!(lane.load(), (0, 1));
        drop(held);
        assert_eq!(lane.load(), (0, 0));
    }

    #[tokio::test]
    async fn a_dear_job_does_not_take_all_places() {
        let lane = lane(2, 10, MS * 10_000);
        let _dear = lane.enter(client("a"), DEAR, 10).await.unwrap();
        let waits = entering(&lane, "a", DEAR).await;
        assert_eq!(lane.load(), (1, 1));
        let cheap = lane.enter(client("b"), MS, 10).await.unwrap();
        assert_eq!(lane.load(), (1, 2));
        drop((cheap, waits));
    }

    #[tokio::test]
    async fn a_job_waits_for_memory_unless_it_is_the_only_one() {
        let lane = lane(10, 10, MS * 1000);
        let large = lane.enter(client("a"), MS, 5000).await.unwrap();
        let second = entering(&lane, "a", MS).await;
        assert_eq!(lane.load(), (0, 2), "a job that is larger than the budget holds nothing of it");
        drop((large, second));
        let half = lane.enter(client("a"), MS, 600).await.unwrap();
        let waits = tokio::spawn({
            let lane = lane.clone();
            async move { lane.enter(client("b"), MS, 600).await }
        });
        while lane.load().0 == 0 {
            tokio::task::yield_now().await;
        }
        drop(half);
        assert!(waits.await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn a_job_that_still_fetches_does_not_keep_others_from_beginning() {
        let limits = LaneLimits { begun: 8, ready: 1, waiting: 10, wait: MS * 1000, dear: 1, threads: 1 };
        let lane = Lane::new(limits, Budget::new(1000));
        let mut first = lane.enter(client("a"), MS, 10).await.unwrap();
        let second = lane.enter(client("a"), MS, 10).await.unwrap();
        first.fetched();
        let third = entering(&lane, "a", MS).await;
        assert_eq!(lane.load(), (1, 2), "the threads have enough to do");
        drop(first);
        let third = third.await.unwrap().unwrap();
        drop((second, third));
    }
}
