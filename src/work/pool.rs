//! A thread pool for one class of jobs: threads, a bounded queue, and a deadline per job.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{
    PoolSize, PoolState, Ticket, WorkError,
    shared::{Job, Shared},
    workers::OnLost,
};
use crate::deadline::until_over;

/// A job that runs for this long after its deadline is stuck: its thread is replaced.
const GRACE: Duration = Duration::from_secs(5);

/// Threads that run jobs. Dropping the pool lets running jobs finish and fails the waiting ones.
///
/// A thread that does not come back from a job is replaced by another one, and ends when it does come back. As many
/// threads may be lost at a time as the pool has.
#[derive(Debug)]
pub(super) struct Pool {
    shared: Arc<Shared>,
}

impl Pool {
    /// Starts the threads, which are called `name-0`, `name-1` and so on.
    pub(crate) fn start(name: &str, size: PoolSize) -> io::Result<Self> {
        Self::start_with(name, size, GRACE)
    }

    fn start_with(name: &str, size: PoolSize, grace: Duration) -> io::Result<Self> {
        let pool = Self { shared: Arc::new(Shared::new(name, size)) };
        for _ in 0..size.threads.get() {
            let worker = pool.shared.workers().add();
            pool.shared.clone().spawn(worker)?;
        }
        let shared = pool.shared.clone();
        thread::Builder::new().name(format!("{name}-watch")).spawn(move || shared.watch(grace))?;
        Ok(pool)
    }

    /// See [`Runner::run`](super::Runner::run) and [`Runner::run_watched`](super::Runner::run_watched).
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        deadline: Instant,
        on_lost: Option<OnLost>,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, WorkError> {
        let ticket = Ticket::until(deadline);
        let _interest = ticket.interest();
        let (sender, receiver) = oneshot::channel();
        let work = Box::new(move |ticket: &Ticket| {
            let until_over = || until_over(ticket, || job(ticket)).map_err(|_| WorkError::Deadline);
            let result = catch_unwind(AssertUnwindSafe(until_over)).unwrap_or(Err(WorkError::Panicked));
            let ended = result.as_ref().map(|_| ()).map_err(|error| *error);
            // If the caller has left, the result is discarded.
            let _ = sender.send(result);
            ended
        });
        self.shared.push(Job { ticket, on_lost, work })?;
        match tokio::time::timeout_at(deadline.into(), receiver).await {
            Ok(Ok(result)) => result,
            // A thread dropped the job without running it: the deadline has passed, or the pool has stopped.
            Ok(Err(_)) if Instant::now() >= deadline => Err(WorkError::Deadline),
            Ok(Err(_)) => Err(WorkError::Stopped),
            Err(_) => Err(WorkError::Deadline),
        }
    }

    /// The current state.
    pub(crate) fn state(&self) -> PoolState {
        self.shared.state()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.stop();
    }
}

#[cfg(test)]
mod tests {
    use std::{num::NonZeroUsize, sync::mpsc};

    use crate::deadline::checkpoint;

    use super::*;

    fn pool(queue: usize) -> Pool {
        Pool::start("test", PoolSize { threads: NonZeroUsize::MIN, queue }).unwrap()
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(5)
    }

    #[tokio::test]
    async fn a_panic_fails_only_its_job() {
        let pool = pool(4);
        let boom: Result<(), _> = pool.run(soon(), None, |_| panic!("boom")).await;
        assert_eq!(boom, Err(WorkError::Panicked));
        assert_eq!(pool.run(soon(), None, |_| 7).await, Ok(7));
        assert_eq!(pool.state().panicked, 1);
    }

    #[tokio::test]
    async fn a_full_queue_rejects_immediately_and_abandoned_jobs_are_skipped() {
        let pool = Arc::new(pool(1));
        let (release, held) = mpsc::channel::<()>();
        let spawn = |job: Box<dyn FnOnce(&Ticket) + Send>| {
            let pool = pool.clone();
            tokio::spawn(async move { pool.run(soon(), None, job).await })
        };
        let first = spawn(Box::new(move |_| held.recv().unwrap()));
        while pool.state().running == 0 {
            tokio::task::yield_now().await;
        }
        let second = spawn(Box::new(|_| panic!("skipped")));
        while pool.state().queued == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.run(soon(), None, |_| ()).await, Err(WorkError::QueueFull));
        second.abort();
        let _ = second.await;
        let third = spawn(Box::new(|_| ()));
        while pool.state().skipped == 0 {
            tokio::task::yield_now().await;
        }
        release.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(()));
        assert_eq!(third.await.unwrap(), Ok(()));
        assert_eq!((pool.state().skipped, pool.state().panicked), (1, 0));
    }

    #[tokio::test]
    async fn the_deadline_ends_the_wait_and_the_ticket() {
        let pool = pool(1);
        let (sender, told) = mpsc::channel();
        let deadline = Instant::now() + Duration::from_millis(20);
        let late = pool.run(deadline, None, move |ticket| {
            while !ticket.is_over() {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_millis(100));
            sender.send(()).unwrap();
        });
        assert_eq!(late.await, Err(WorkError::Deadline));
        told.recv_timeout(Duration::from_secs(5)).unwrap();
    }

    #[tokio::test]
    async fn a_job_without_an_end_is_ended_by_its_deadline() {
        let pool = pool(1);
        let deadline = Instant::now() + Duration::from_millis(20);
        let endless = |_: &Ticket| -> () {
            loop {
                checkpoint(1);
            }
        };
        assert_eq!(pool.run(deadline, None, endless).await, Err(WorkError::Deadline));
        assert_eq!(pool.run(soon(), None, |_| 7).await, Ok(7));
        assert_eq!((pool.state().lost, pool.state().panicked), (0, 0));
    }

    #[tokio::test]
    async fn a_thread_that_does_not_come_back_is_replaced_and_ends_when_it_does() {
        let size = PoolSize { threads: NonZeroUsize::MIN, queue: 4 };
        let pool = Pool::start_with("test", size, Duration::from_millis(20)).unwrap();
        let (release, held) = mpsc::channel::<()>();
        let (sender, told) = mpsc::channel();
        let on_lost: OnLost = Box::new(move || sender.send(()).unwrap());
        let deadline = Instant::now() + Duration::from_millis(20);
        let stuck = pool.run(deadline, Some(on_lost), move |_| held.recv().unwrap());
        assert_eq!(stuck.await, Err(WorkError::Deadline));
        assert_eq!(pool.run(soon(), None, |_| 7).await, Ok(7), "on the new thread");
        told.recv_timeout(Duration::from_secs(5)).unwrap();
        while pool.state().running > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.state().lost, 1);
        assert_eq!(pool.state().stuck_for, Duration::ZERO, "the pool works");
        release.send(()).unwrap();
        while pool.state().lost > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.run(soon(), None, |_| 8).await, Ok(8));
    }
}
