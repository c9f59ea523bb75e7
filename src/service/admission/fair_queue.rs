//! A queue in which clients take turns, weighed by the cost of their jobs: start-time fair queueing (Goyal, Vin and Cheng,
//! 1996).
//!
//! Each client has a virtual clock that its jobs advance by their cost, and the job whose client's clock shows the least
//! is next. A client without waiting jobs starts at the clock of the job that began last, so it neither saves up turns
//! nor waits behind those who have asked for more.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use super::client::ClientKey;

/// The maximum number of clients without waiting jobs whose clocks are kept.
const MAX_IDLE: usize = 4096;

/// The position of a waiting job: the client's clock when the job came, in nanoseconds, and a number that makes it unique.
pub(super) type Position = (u128, u64);

/// Waiting jobs, each with a `T`.
#[derive(Debug)]
pub(super) struct FairQueue<T> {
    jobs: BTreeMap<Position, Waiting<T>>,
    clients: HashMap<ClientKey, Clock>,
    /// The position of the job that began last.
    now: u128,
    next: u64,
    cost: Duration,
    active: usize,
}

/// A waiting job.
#[derive(Debug)]
pub(super) struct Waiting<T> {
    pub(super) client: ClientKey,
    pub(super) cost: Duration,
    pub(super) job: T,
}

#[derive(Debug, Default)]
struct Clock {
    shows: u128,
    jobs: usize,
    cost: Duration,
}

impl<T> Default for FairQueue<T> {
    fn default() -> Self {
        Self { jobs: BTreeMap::new(), clients: HashMap::new(), now: 0, next: 0, cost: Duration::ZERO, active: 0 }
    }
}

impl<T> FairQueue<T> {
    /// The number of waiting jobs.
    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    /// The number of waiting jobs of `client`.
    pub(super) fn len_of(&self, client: ClientKey) -> usize {
        self.clients.get(&client).map_or(0, |clock| clock.jobs)
    }

    /// The cost that is worked off before a new job of `client` begins, and with it: at most all that waits, and if the
    /// clients take turns, what this one has waiting, once for each client.
    pub(super) fn cost_until(&self, client: ClientKey, cost: Duration) -> Duration {
        let own = self.clients.get(&client).map_or(Duration::ZERO, |clock| clock.cost);
        let others = self.active - usize::from(self.len_of(client) > 0);
        let turns = u32::try_from(others).unwrap_or(u32::MAX).saturating_add(1);
        own.saturating_add(cost).saturating_mul(turns).min(self.cost.saturating_add(cost))
    }

    /// Adds a job.
    pub(super) fn push(&mut self, client: ClientKey, cost: Duration, job: T) -> Position {
        let clock = self.clients.entry(client).or_default();
        let position = (clock.shows.max(self.now), self.next);
        clock.shows = position.0.saturating_add(cost.as_nanos());
        clock.cost = clock.cost.saturating_add(cost);
        self.active += usize::from(clock.jobs == 0);
        clock.jobs += 1;
        self.cost = self.cost.saturating_add(cost);
        self.next = self.next.wrapping_add(1);
        self.jobs.insert(position, Waiting { client, cost, job });
        position
    }

    /// The first job that `may` begin.
    pub(super) fn first(&self, may: impl Fn(&Waiting<T>) -> bool) -> Option<&Waiting<T>> {
        self.jobs.values().find(|waiting| may(waiting))
    }

    /// Removes the first job that `may` begin.
    pub(super) fn pop(&mut self, may: impl Fn(&Waiting<T>) -> bool) -> Option<Waiting<T>> {
        let (position, _) = self.jobs.iter().find(|(_, waiting)| may(waiting))?;
        let position = *position;
        self.now = self.now.max(position.0);
        self.remove(position)
    }

    /// Removes the job at `position`, if it still waits.
    pub(super) fn remove(&mut self, position: Position) -> Option<Waiting<T>> {
        let waiting = self.jobs.remove(&position)?;
        self.cost = self.cost.saturating_sub(waiting.cost);
        if let Some(clock) = self.clients.get_mut(&waiting.client) {
            clock.jobs -= 1;
            clock.cost = clock.cost.saturating_sub(waiting.cost);
            self.active -= usize::from(clock.jobs == 0);
        }
        if self.jobs.is_empty() {
            // Nobody has to take turns.
            self.clients.clear();
            self.cost = Duration::ZERO;
        } else if self.clients.len() > self.active + MAX_IDLE {
            self.clients.retain(|_, clock| clock.jobs > 0);
        }
        Some(waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(name: &str) -> ClientKey {
        ClientKey::named(name.as_bytes())
    }

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn clients_take_turns_weighed_by_cost() {
        let mut queue = FairQueue::default();
        for i in 0..4 {
            queue.push(client("dear"), MS * 100, format!("dear {i}"));
        }
        for i in 0..5 {
            queue.push(client("cheap"), MS * 30, format!("cheap {i}"));
        }
        let order: Vec<String> = std::iter::from_fn(|| queue.pop(|_| true)).map(|waiting| waiting.job).collect();
        let expected = ["dear 0", "cheap 0", "cheap 1", "cheap 2", "cheap 3", "dear 1", "cheap 4", "dear 2", "dear 3"];
        assert_eq!(order, expected);
    }

    #[test]
    fn the_wait_of_a_client_depends_on_its_own_jobs() {
        let mut queue = FairQueue::default();
        for _ in 0..50 {
            queue.push(client("greedy"), MS * 10, ());
        }
        assert_eq!(queue.cost_until(client("greedy"), MS * 10), MS * 510);
        assert_eq!(queue.cost_until(client("modest"), MS * 10), MS * 20);
        queue.push(client("modest"), MS * 10, ());
        assert_eq!(queue.cost_until(client("modest"), MS * 10), MS * 40);
        assert_eq!(queue.len_of(client("modest")), 1);
    }

    #[test]
    fn jobs_that_are_removed_leave_nothing_behind() {
        let mut queue = FairQueue::default();
        let first = queue.push(client("a"), MS, 1);
        queue.push(client("b"), MS, 2);
        assert_eq!(queue.remove(first).map(|waiting| waiting.job), Some(1));
        assert!(queue.remove(first).is_none());
        assert_eq!(queue.pop(|_| true).map(|waiting| waiting.job), Some(2));
        assert_eq!((queue.len(), queue.active, queue.clients.len(), queue.cost), (0, 0, 0, Duration::ZERO));
    }

    #[test]
    fn a_job_that_may_not_begin_is_passed_over() {
        let mut queue = FairQueue::default();
        queue.push(client("a"), MS * 500, "dear");
        queue.push(client("b"), MS, "cheap");
        assert_eq!(queue.pop(|waiting| waiting.cost < MS * 100).map(|waiting| waiting.job), Some("cheap"));
        assert!(queue.pop(|waiting| waiting.cost < MS * 100).is_none());
        assert_eq!(queue.len(), 1);
    }

    #[test]
    fn clocks_of_clients_that_have_left_are_bounded() {
        let mut queue = FairQueue::default();
        queue.push(client("stays"), MS * 1_000_000, 0);
        queue.push(client("stays"), MS * 1_000_000, 0);
        for i in 0..3 * MAX_IDLE {
            queue.push(client(&format!("client {i}")), MS, 1);
            queue.pop(|waiting| waiting.job == 1);
        }
        assert!(queue.clients.len() <= MAX_IDLE + 3);
    }
}
