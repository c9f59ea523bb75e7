//! The threads that draw: a fixed number, a bounded queue, a deadline per job. Drawing never runs on
//! the threads that serve sockets.

use std::{
    collections::VecDeque,
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

/// Why a job has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// As many jobs wait as may wait: the answer is 503, try again.
    #[error("the drawing queue is full")]
    QueueFull,
    /// The deadline passed before the job was done.
    #[error("drawing took too long")]
    Deadline,
    /// The job panicked: a bug. The worker goes on.
    #[error("drawing failed unexpectedly")]
    Panicked,
    /// The pool is being shut down.
    #[error("drawing has stopped")]
    Stopped,
}

/// What a running job may ask: whether anybody still waits for it.
#[derive(Debug, Clone)]
pub struct Ticket {
    deadline: Instant,
    left: Arc<AtomicBool>,
}

impl Ticket {
    /// A ticket without end, for jobs outside of a pool.
    pub fn endless() -> Self {
        Self { deadline: Instant::now() + Duration::from_secs(1 << 30), left: Arc::default() }
    }

    /// Whether the deadline has passed or the asker has left: the job may give up.
    pub fn is_over(&self) -> bool {
        self.left.load(Ordering::Relaxed) || Instant::now() >= self.deadline
    }
}

/// The pool's figures, for metrics and `/live`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolState {
    /// Jobs that wait.
    pub queued: usize,
    /// Jobs that are being done.
    pub running: usize,
    /// Jobs done since the start.
    pub done: u64,
    /// Jobs skipped because nobody waited for them any more, or too long.
    pub skipped: u64,
    /// Jobs that panicked.
    pub panicked: u64,
    /// For how long jobs have been waiting or running without any worker having taken or finished one: what a
    /// watchdog looks at. Zero while there is nothing to do.
    pub stuck_for: Duration,
}

/// A fixed set of worker threads. Dropping the pool lets running jobs end and fails the waiting ones.
#[derive(Debug)]
pub struct Pool {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
    room: usize,
    running: AtomicUsize,
    done: AtomicU64,
    skipped: AtomicU64,
    panicked: AtomicU64,
    /// Milliseconds from `born` to the last time a worker took or finished a job.
    moved: AtomicU64,
    born: Instant,
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

/// Does the work and sends the result; `Err(())` after a panic.
type Work = Box<dyn FnOnce(&Ticket) -> Result<(), ()> + Send>;

struct Job {
    ticket: Ticket,
    work: Work,
}

/// Tells the job that its asker has left.
struct Leaving(Arc<AtomicBool>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Pool {
    /// Starts `workers` threads; at most `room` jobs wait.
    pub fn new(workers: NonZeroUsize, room: usize) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            filled: Condvar::new(),
            room,
            running: AtomicUsize::new(0),
            done: AtomicU64::new(0),
            skipped: AtomicU64::new(0),
            panicked: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            born: Instant::now(),
        });
        let pool = Self { shared };
        for i in 0..workers.get() {
            let shared = pool.shared.clone();
            std::thread::Builder::new().name(format!("draw-{i}")).spawn(move || shared.work())?;
        }
        Ok(pool)
    }

    /// Runs `job` on a worker and waits for its result until `deadline`. Dropping the future tells the job by its
    /// [`Ticket`]; one that has not begun never will, and keeps no place in the queue from anybody.
    pub async fn run<T: Send + 'static>(
        &self,
        deadline: Instant,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, PoolError> {
        let ticket = Ticket { deadline, left: Arc::default() };
        let _leaving = Leaving(ticket.left.clone());
        let (sender, receiver) = oneshot::channel();
        let work = Box::new(move |ticket: &Ticket| {
            let result = catch_unwind(AssertUnwindSafe(|| job(ticket)));
            let outcome = result.as_ref().map(|_| ()).map_err(|_| ());
            // Nobody listens any more: nothing is lost.
            let _ = sender.send(result.map_err(|_| PoolError::Panicked));
            outcome
        });
        {
            let mut queue = self.shared.queue();
            if queue.stopped {
                return Err(PoolError::Stopped);
            }
            if queue.jobs.len() >= self.shared.room {
                self.shared.skip_over(&mut queue);
            }
            if queue.jobs.len() >= self.shared.room {
                return Err(PoolError::QueueFull);
            }
            if queue.jobs.is_empty() && self.shared.running.load(Ordering::Relaxed) == 0 {
                self.shared.moves();
            }
            queue.jobs.push_back(Job { ticket, work });
        }
        self.shared.filled.notify_one();
        match tokio::time::timeout_at(deadline.into(), receiver).await {
            Ok(Ok(result)) => result,
            // The worker dropped the job unseen: too late, or the pool stopped.
            Ok(Err(_)) if Instant::now() >= deadline => Err(PoolError::Deadline),
            Ok(Err(_)) => Err(PoolError::Stopped),
            Err(_) => Err(PoolError::Deadline),
        }
    }

    /// The figures of this moment.
    pub fn state(&self) -> PoolState {
        let shared = &self.shared;
        let queued = shared.queue().jobs.len();
        let running = shared.running.load(Ordering::Relaxed);
        let since = shared.born.elapsed().saturating_sub(Duration::from_millis(shared.moved.load(Ordering::Relaxed)));
        PoolState {
            queued,
            running,
            done: shared.done.load(Ordering::Relaxed),
            skipped: shared.skipped.load(Ordering::Relaxed),
            panicked: shared.panicked.load(Ordering::Relaxed),
            stuck_for: if queued + running == 0 { Duration::ZERO } else { since },
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
        // Jobs never run under the lock, so that it cannot be left half-changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moves(&self) {
        let now = u64::try_from(self.born.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.moved.store(now, Ordering::Relaxed);
    }

    /// Takes out the jobs that nobody waits for any more.
    fn skip_over(&self, queue: &mut Queue) {
        let before = queue.jobs.len();
        queue.jobs.retain(|job| !job.ticket.is_over());
        self.skipped.fetch_add((before - queue.jobs.len()) as u64, Ordering::Relaxed);
    }

    fn work(&self) {
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

    /// The next job; `None` when the pool has stopped.
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
    use std::sync::mpsc;

    use super::*;

    fn pool(workers: usize, room: usize) -> Pool {
        Pool::new(NonZeroUsize::new(workers).unwrap(), room).unwrap()
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(5)
    }

    #[tokio::test]
    async fn a_panic_costs_one_job_and_no_worker() {
        let pool = pool(1, 4);
        let boom: Result<(), _> = pool.run(soon(), |_| panic!("boom")).await;
        assert_eq!(boom, Err(PoolError::Panicked));
        assert_eq!(pool.run(soon(), |_| 7).await, Ok(7));
        assert_eq!(pool.state().panicked, 1);
    }

    #[tokio::test]
    async fn a_full_queue_refuses_at_once_and_an_asker_who_leaves_frees_the_worker() {
        let pool = Arc::new(pool(1, 1));
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
        assert_eq!(pool.run(soon(), |_| ()).await, Err(PoolError::QueueFull));
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
    async fn the_deadline_ends_the_wait_and_tells_the_job() {
        let pool = pool(1, 1);
        let (sender, told) = mpsc::channel();
        let deadline = Instant::now() + Duration::from_millis(20);
        let late = pool.run(deadline, move |ticket| {
            while !ticket.is_over() {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_millis(100));
            sender.send(()).unwrap();
        });
        assert_eq!(late.await, Err(PoolError::Deadline));
        told.recv_timeout(Duration::from_secs(5)).unwrap();
    }
}
