//! The figures of one class of jobs.

use std::time::Duration;

/// The figures of one class of jobs, for metrics and `/live`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolState {
    /// Jobs that wait.
    pub queued: usize,
    /// Jobs that are being done.
    pub running: usize,
    /// Jobs done since the start.
    pub done: u64,
    /// Jobs skipped because their caller left or their deadline passed before they began.
    pub skipped: u64,
    /// Jobs that panicked.
    pub panicked: u64,
    /// For how long jobs have been waiting or running without any thread having taken or finished one: what a
    /// watchdog looks at. Zero while there is nothing to do.
    pub stuck_for: Duration,
}
