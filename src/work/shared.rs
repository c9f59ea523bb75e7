//! What the threads of a pool share: the queue, the counters, and who runs what.

use std::{
    collections::VecDeque,
    io,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    PoolSize, PoolState, Ticket, WorkError, priority,
    workers::{OnLost, Workers},
};

/// What the threads of a pool share.
pub(super) struct Shared {
    name: String,
    queue: Mutex<Queue>,
    /// Notified when a job is queued, and when the pool stops.
    filled: Condvar,
    /// Notified when the pool stops.
    stopped: Condvar,
    workers: Mutex<Workers>,
    size: PoolSize,
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

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("name", &self.name).field("state", &self.state()).finish_non_exhaustive()
    }
}

/// A waiting job.
pub(super) struct Job {
    pub ticket: Ticket,
    /// Called if the job does not end after its deadline.
    pub on_lost: Option<OnLost>,
    pub work: Work,
}

/// Runs the job and sends its result. Returns an error if the job panicked or was cut short by its deadline.
pub(super) type Work = Box<dyn FnOnce(&Ticket) -> Result<(), WorkError> + Send>;

impl Shared {
    pub(super) fn new(name: &str, size: PoolSize) -> Self {
        Self {
            name: name.to_owned(),
            queue: Mutex::default(),
            filled: Condvar::new(),
            stopped: Condvar::new(),
            workers: Mutex::default(),
            size,
            done: AtomicU64::new(0),
            skipped: AtomicU64::new(0),
            panicked: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            started: Instant::now(),
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Jobs never run while the lock is held, so a panic cannot leave the queue inconsistent.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn workers(&self) -> MutexGuard<'_, Workers> {
        self.workers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a thread.
    pub(super) fn spawn(self: Arc<Self>, worker: u64) -> io::Result<()> {
        thread::Builder::new().name(format!("{}-{worker}", self.name)).spawn(move || self.work(worker)).map(drop)
    }

    /// Fails the waiting jobs and ends the threads.
    pub(super) fn stop(&self) {
        let mut queue = self.queue();
        queue.stopped = true;
        let jobs = std::mem::take(&mut queue.jobs);
        drop(queue);
        drop(jobs);
        self.filled.notify_all();
        self.stopped.notify_all();
    }

    /// Queues `job` and wakes a thread.
    pub(super) fn push(&self, job: Job) -> Result<(), WorkError> {
        let mut queue = self.queue();
        if queue.stopped {
            return Err(WorkError::Stopped);
        }
        if queue.jobs.len() >= self.size.queue {
            self.skip_over(&mut queue);
        }
        if queue.jobs.len() >= self.size.queue {
            return Err(WorkError::QueueFull);
        }
        if queue.jobs.is_empty() && self.workers().running() == 0 {
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

    /// Runs jobs until the pool stops, or until the thread has been replaced.
    fn work(&self, worker: u64) {
        priority::lower();
        while let Some(job) = self.next() {
            self.moves();
            if job.ticket.is_over() {
                self.skipped.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            self.workers().begin(worker, job.ticket.deadline(), job.on_lost);
            let ended = (job.work)(&job.ticket);
            let counter = if ended == Err(WorkError::Panicked) { &self.panicked } else { &self.done };
            counter.fetch_add(1, Ordering::Relaxed);
            let is_needed = self.workers().end(worker);
            self.moves();
            if !is_needed {
                return;
            }
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

    /// Replaces threads that do not come back from their jobs until `grace` after the deadline, until the pool stops.
    pub(super) fn watch(self: Arc<Self>, grace: Duration) {
        let mut queue = self.queue();
        while !queue.stopped {
            queue = self.stopped.wait_timeout(queue, grace / 4).unwrap_or_else(PoisonError::into_inner).0;
            drop(queue);
            self.replace_lost(grace);
            queue = self.queue();
        }
    }

    fn replace_lost(self: &Arc<Self>, grace: Duration) {
        loop {
            let lost = self.workers().lose(Instant::now(), grace, self.size.threads.get());
            let Some(lost) = lost else { return };
            if let Some(tell) = lost.on_lost {
                tell();
            }
            // Without memory for another thread, the pool has one less.
            let _ = self.clone().spawn(lost.new);
            self.moves();
        }
    }

    /// The current state.
    pub(super) fn state(&self) -> PoolState {
        let queued = self.queue().jobs.len();
        let (running, lost) = {
            let workers = self.workers();
            (workers.running(), workers.lost())
        };
        let moved = Duration::from_millis(self.moved.load(Ordering::Relaxed));
        let idle = queued + running == 0;
        PoolState {
            queued,
            running,
            lost,
            done: self.done.load(Ordering::Relaxed),
            skipped: self.skipped.load(Ordering::Relaxed),
            panicked: self.panicked.load(Ordering::Relaxed),
            stuck_for: if idle { Duration::ZERO } else { self.started.elapsed().saturating_sub(moved) },
        }
    }
}
