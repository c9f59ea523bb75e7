//! The threads of a pool that run a job, and those that did not come back from one.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// Called if the thread of a job does not come back.
pub(super) type OnLost = Box<dyn FnOnce() + Send>;

/// The threads of a pool that run a job.
#[derive(Default)]
pub(super) struct Workers {
    running: BTreeMap<u64, RunningJob>,
    /// The number of the next thread.
    next: u64,
}

/// A job that a thread runs.
struct RunningJob {
    deadline: Instant,
    on_lost: Option<OnLost>,
    is_lost: bool,
}

/// A thread that is replaced by another one.
pub(super) struct LostWorker {
    /// The number of the new thread.
    pub new: u64,
    /// What the job wants to be done.
    pub on_lost: Option<OnLost>,
}

impl Workers {
    /// The number of a new thread.
    pub(super) fn add(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// A thread begins a job.
    pub(super) fn begin(&mut self, worker: u64, deadline: Instant, on_lost: Option<OnLost>) {
        self.running.insert(worker, RunningJob { deadline, on_lost, is_lost: false });
    }

    /// A thread has ended its job. Returns whether it is still needed.
    pub(super) fn end(&mut self, worker: u64) -> bool {
        self.running.remove(&worker).is_none_or(|job| !job.is_lost)
    }

    /// The number of jobs that run on threads that were not replaced.
    pub(super) fn running(&self) -> usize {
        self.running.len() - self.lost()
    }

    /// The number of threads that were replaced and have not come back.
    pub(super) fn lost(&self) -> usize {
        self.running.values().filter(|job| job.is_lost).count()
    }

    /// Marks a thread as lost whose job should have ended `grace` before `now`, unless `most` are lost already.
    pub(super) fn lose(&mut self, now: Instant, grace: Duration, most: usize) -> Option<LostWorker> {
        if self.lost() >= most {
            return None;
        }
        let is_late = |job: &&mut RunningJob| !job.is_lost && now.saturating_duration_since(job.deadline) >= grace;
        let job = self.running.values_mut().find(is_late)?;
        job.is_lost = true;
        let on_lost = job.on_lost.take();
        Some(LostWorker { new: self.add(), on_lost })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_threads_are_replaced_once_and_a_limited_number_of_times() {
        let (mut workers, now) = (Workers::default(), Instant::now());
        let grace = Duration::from_secs(5);
        let ids = [(); 3].map(|()| workers.add());
        ids.into_iter().for_each(|id| workers.begin(id, now, None));
        assert!(workers.lose(now, grace, 2).is_none(), "not late yet");
        let late = now + grace;
        assert_eq!(workers.lose(late, grace, 2).map(|lost| lost.new), Some(3));
        assert_eq!(workers.lose(late, grace, 2).map(|lost| lost.new), Some(4));
        assert!(workers.lose(late, grace, 2).is_none(), "two at most");
        assert_eq!((workers.running(), workers.lost()), (1, 2));
        assert_eq!(ids.map(|id| workers.end(id)), [false, false, true]);
        assert_eq!((workers.running(), workers.lost()), (0, 0));
    }
}
