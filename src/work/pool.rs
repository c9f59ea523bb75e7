//! A thread pool for one class of jobs: a fixed number of threads, a bounded queue, and a deadline per job.

use std::{
    collections::VecDeque,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{PoolSize, PoolState, Ticket, WorkError, priority};

/// A fixed number of threads. Dropping the pool lets running jobs finish and fails the waiting ones.
#[derive(Debug)]
pub(super) struct Pool {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
    /// Maximum number of waiting jobs.
    limit: usize,
    running: AtomicUsize,
    done: AtomicU64,
    skipped: AtomicU64,
    panicked: AtomicU64,
    /// Milliseconds from `started` to the last time a thread took or finished a job.
    moved: AtomicU64,
    started: Instant,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    stopped: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").field("jobs", &self.jobs.len()).field("stopped", &self.stopped).finish()
    }
}

struct Job {
    ticket: Ticket,
    work: Work,
}

/// Runs the job and sends its result. Returns an error if the job panicked.
type Work = Box<dyn FnOnce(&Ticket) -> Result<(), WorkError> + Send>;

impl Pool {
    /// Starts the threads, which are called `name-0`, `name-1` and so on.
    pub(crate) fn start(name: &str, size: PoolSize) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            filled: Condvar::new(),
            limit: size.queue,
            running: AtomicUsize::new(0),
            done: AtomicU64::new(0),
            skipped: AtomicU64::new(0),
            panicked: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            started: Instant::now(),
        });
        let pool = Self { shared };
        for i in 0..size.threads.get() {
            let shared = pool.shared.clone();
            thread::Builder::new().name(format!("{name}-{i}")).spawn(move || shared.work())?;
        }
        Ok(pool)
    }

    /// See [`Runner::run`](super::Runner::run).
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        deadline: Instant,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, WorkError> {
        let ticket = Ticket::until(deadline);
        let _interest = ticket.interest();
        let (sender, receiver) = oneshot::channel();
        let work = Box::new(move |ticket: &Ticket| {
            let result = catch_unwind(AssertUnwindSafe(|| job(ticket))).map_err(|_| WorkError::Panicked);
            let ended = result.as_ref().map(|_| ()).map_err(|error| *error);
            // If the caller has left, the result is discarded.
            let _ = sender.send(result);
            ended
        });
        self.shared.push(Job { ticket, work })?;
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
        let shared = &self.shared;
        let queued = shared.queue().jobs.len();
        let running = shared.running.load(Ordering::Relaxed);
        let moved = Duration::from_millis(shared.moved.load(Ordering::Relaxed));
        let idle = queued + running == 0;
        PoolState {
            queued,
            running,
            done: shared.done.load(Ordering::Relaxed),
            skipped: shared.skipped.load(Ordering::Relaxed),
            panicked: shared.panicked.load(Ordering::Relaxed),
            stuck_for: if idle { Duration::ZERO } else { shared.started.elapsed().saturating_sub(moved) },
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut queue = self.shared.queue();
        queue.stopped = true;
        queue.jobs.clear();
        drop(queue);
        self.shared.filled.notify_all();
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Jobs never run while the lock is held, so a panic cannot leave the queue inconsistent.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues `job` and wakes a thread.
    fn push(&self, job: Job) -> Result<(), WorkError> {
        let mut queue = self.queue();
        if queue.stopped {
            return Err(WorkError::Stopped);
        }
        if queue.jobs.len() >= self.limit {
            self.skip_over(&mut queue);
        }
        if queue.jobs.len() >= self.limit {
            return Err(WorkError::QueueFull);
        }
        if queue.jobs.is_empty() && self.running.load(Ordering::Relaxed) == 0 {
            // A pool that was idle until now is not stuck.
            self.moves();
        }
        queue.jobs.push_back(job);
        drop(queue);
        self.filled.notify_one();
        Ok(())
    }

    fn moves(&self) {
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.moved.store(now, Ordering::Relaxed);
    }

    /// Removes jobs whose tickets are over.
    fn skip_over(&self, queue: &mut Queue) {
        let before = queue.jobs.len();
        queue.jobs.retain(|job| !job.ticket.is_over());
        self.skipped.fetch_add((before - queue.jobs.len()) as u64, Ordering::Relaxed);
    }

    fn work(&self) {
        priority::lower();
        while let Some(job) = self.next() {
            self.moves();
            if job.ticket.is_over() {
                self.skipped.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            self.running.fetch_add(1, Ordering::Relaxed);
            let counter = if (job.work)(&job.ticket).is_ok() { &self.done } else { &self.panicked };
            counter.fetch_add(1, Ordering::Relaxed);
            self.running.fetch_sub(1, Ordering::Relaxed);
            self.moves();
        }
    }

    /// The next job; `None` if the pool has stopped.
    fn next(&self) -> Option<Job> {
        let mut queue = self.queue();
        loop {
            if queue.stopped {
                return None;
            }
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            queue = self.filled.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{num::NonZeroUsize, sync::mpsc};

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
        let boom: Result<(), _> = pool.run(soon(), |_| panic!("boom")).await;
        assert_eq!(boom, Err(WorkError::Panicked));
        assert_eq!(pool.run(soon(), |_| 7).await, Ok(7));
        assert_eq!(pool.state().panicked, 1);
    }

    #[tokio::test]
    async fn a_full_queue_rejects_immediately_and_abandoned_jobs_are_skipped() {
        let pool = Arc::new(pool(1));
        let (release, held) = mpsc::channel::<()>();
        let spawn = |job: Box<dyn FnOnce(&Ticket) + Send>| {
            let pool = pool.clone();
            tokio::spawn(async move { pool.run(soon(), job).await })
        };
        let first = spawn(Box::new(move |_| held.recv().unwrap()));
        while pool.state().running == 0 {
            tokio::task::yield_now().await;
        }
        let second = spawn(Box::new(|_| panic!("skipped")));
        while pool.state().queued == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.run(soon(), |_| ()).await, Err(WorkError::QueueFull));
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
        let late = pool.run(deadline, move |ticket| {
            while !ticket.is_over() {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_millis(100));
            sender.send(()).unwrap();
        });
        assert_eq!(late.await, Err(WorkError::Deadline));
        told.recv_timeout(Duration::from_secs(5)).unwrap();
    }
}
