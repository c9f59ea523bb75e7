//! Waiting for computations.

use std::time::Instant;

/// How long a caller waits for a computation.
#[derive(Clone, Copy)]
pub(crate) struct Wait<'a> {
    /// The end of the wait.
    pub(crate) until: Instant,
    /// Whether the computation continues after this time for later callers, even without waiters; asked when the time is
    /// over. (A caller that is dropped, because its client disconnected, does not keep a computation alive.)
    pub(crate) goes_on: &'a (dyn Fn() -> bool + Sync),
}

impl Wait<'_> {
    /// Waits until the given time. A computation without waiters is dropped.
    pub(crate) fn until(until: Instant) -> Self {
        Self { until, goes_on: &|| false }
    }
}

/// The reason for the lack of a value.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Miss<E> {
    /// The computation failed.
    #[error(transparent)]
    Failed(E),
    /// The wait ended before the computation. The computation continues if there are other waiters.
    #[error("no answer in time")]
    Timeout,
    /// The computation was aborted: a bug, or the runtime is shutting down.
    #[error("the computation was lost")]
    Lost,
}
