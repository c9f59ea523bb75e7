//! Tickets, through which a job learns whether its result is still wanted.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Lets a running job check whether its result is still wanted.
#[derive(Debug, Clone)]
pub struct Ticket {
    deadline: Instant,
    abandoned: Arc<AtomicBool>,
}

impl Ticket {
    /// A ticket without a deadline, for jobs that run outside of the runner.
    pub fn endless() -> Self {
        // 34 years.
        Self::until(Instant::now() + Duration::from_secs(1 << 30))
    }

    /// Whether the deadline has passed or the caller has left, so that the job may stop.
    pub fn is_over(&self) -> bool {
        self.abandoned.load(Ordering::Relaxed) || Instant::now() >= self.deadline
    }

    /// A ticket for a job that must end at `deadline`.
    pub fn until(deadline: Instant) -> Self {
        Self { deadline, abandoned: Arc::default() }
    }

    /// When the job must end.
    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// A guard held by the caller. The ticket is over when it is dropped.
    pub(crate) fn interest(&self) -> Interest {
        Interest(self.abandoned.clone())
    }
}

/// See [`Ticket::interest`].
pub(crate) struct Interest(Arc<AtomicBool>);

impl Drop for Interest {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
