//! The state of a breaker.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use tokio::sync::Notify;

use super::{FAILURES, SILENCE};
use crate::source::SourceError;

/// What is known about a source.
#[derive(Debug)]
pub(super) struct BreakerState {
    inner: Mutex<Inner>,
    opens: Notify,
}

#[derive(Debug)]
struct Inner {
    /// The error of the last probe, while the breaker is open.
    problem: Option<SourceError>,
    /// Whether a probe is in progress, or the pause after one.
    is_probing: bool,
    /// Requests in progress.
    running: usize,
    /// When a request last ended or began while no other was in progress.
    moved: Instant,
    failures: u32,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// With an answer, be it an error of this tile only.
    Answered,
    /// With a failure of the source.
    Failed,
    /// Without: its caller left, or it was refused by karto itself.
    Unknown,
}

impl BreakerState {
    pub(super) fn new() -> Self {
        let inner = Inner { problem: None, is_probing: false, running: 0, moved: Instant::now(), failures: 0 };
        Self { inner: Mutex::new(inner), opens: Notify::new() }
    }

    /// The problem for which requests are refused.
    pub(super) fn problem(&self) -> Option<SourceError> {
        self.lock().problem.clone()
    }

    /// A request begins.
    pub(super) fn began(&self) {
        let mut inner = self.lock();
        if inner.running == 0 {
            inner.moved = Instant::now();
        }
        inner.running += 1;
    }

    /// A request has ended. Returns whether it closes the breaker.
    pub(super) fn ended(&self, outcome: Outcome) -> bool {
        let mut inner = self.lock();
        inner.running = inner.running.saturating_sub(1);
        match outcome {
            Outcome::Unknown => return false,
            Outcome::Failed => inner.failures = inner.failures.saturating_add(1),
            Outcome::Answered => inner.failures = 0,
        }
        inner.moved = Instant::now();
        outcome == Outcome::Answered && inner.problem.take().is_some()
    }

    /// Whether the source should be probed now. If so, the caller probes it.
    pub(super) fn should_probe(&self) -> bool {
        let mut inner = self.lock();
        let is_silent = inner.running > 0 && inner.moved.elapsed() >= SILENCE;
        let should = !inner.is_probing && (is_silent || inner.failures >= FAILURES);
        inner.is_probing |= should;
        should
    }

    /// A probe has failed. Returns whether this opens the breaker.
    pub(super) fn open(&self, problem: SourceError) -> bool {
        let opens = self.lock().problem.replace(problem).is_none();
        self.opens.notify_waiters();
        opens
    }

    /// Waits until a probe fails.
    pub(super) async fn opened(&self) {
        self.opens.notified().await;
    }

    /// A probe has succeeded. Returns whether this closes the breaker.
    pub(super) fn close(&self) -> bool {
        let mut inner = self.lock();
        inner.is_probing = false;
        inner.failures = 0;
        inner.moved = Instant::now();
        inner.problem.take().is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // The state is never inconsistent while the lock is held.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn down() -> SourceError {
        SourceError::timeout(&"a".into())
    }

    #[test]
    fn failures_in_a_row_are_suspicious_and_an_answer_in_between_is_not() {
        let state = BreakerState::new();
        let fails = |outcomes: &[Outcome]| {
            for outcome in outcomes {
                state.began();
                state.ended(*outcome);
            }
            state.should_probe()
        };
        assert!(!fails(&[Outcome::Failed, Outcome::Failed, Outcome::Answered, Outcome::Failed]));
        assert!(!fails(&[Outcome::Failed, Outcome::Unknown, Outcome::Unknown]));
        assert!(fails(&[Outcome::Failed]));
        assert!(!state.should_probe(), "one probe at a time");
    }

    #[test]
    fn an_open_breaker_is_closed_by_a_probe_or_an_answer() {
        let state = BreakerState::new();
        assert!(state.open(down()) && !state.open(down()));
        assert!(state.problem().is_some());
        assert!(state.close() && !state.close());
        state.open(down());
        state.began();
        assert!(state.ended(Outcome::Answered));
        assert!(state.problem().is_none());
    }
}
