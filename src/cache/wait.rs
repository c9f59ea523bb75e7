//! How long a caller waits for a computation, and why it may get nothing.

use std::time::Instant;

/// How long a caller waits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wait {
    /// Until then.
    pub(crate) until: Instant,
    /// Whether the computation then goes on for later callers, even if nobody waits for it any more. (A caller that
    /// is dropped, because its client left, never keeps a computation alive.)
    pub(crate) goes_on: bool,
}

impl Wait {
    /// Until then; a computation without any waiter left is dropped.
    pub(crate) fn until(until: Instant) -> Self {
        Self { until, goes_on: false }
    }
}

/// Why there is no value.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Miss<E> {
    /// The computation failed.
    #[error(transparent)]
    Failed(E),
    /// The caller's time passed before the computation ended. It goes on if others still wait for it.
    #[error("no answer in time")]
    Timeout,
    /// The computation died (a bug, or the runtime is shutting down).
    #[error("the computation was lost")]
    Lost,
}
