//! The state of a thread pool.

use std::time::Duration;

/// The state of the thread pool of one class, for metrics and `/live`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolState {
    /// Number of waiting jobs.
    pub queued: usize,
    /// Number of running jobs, without those of lost threads.
    pub running: usize,
    /// Number of threads that did not come back from a job and were replaced.
    pub lost: usize,
    /// Number of jobs finished since the start.
    pub done: u64,
    /// Number of jobs skipped because their caller left or their deadline passed before they started.
    pub skipped: u64,
    /// Number of jobs that panicked.
    pub panicked: u64,
    /// How long jobs have been waiting or running without any thread taking or finishing one; used by the watchdog.
    /// Zero while there is nothing to do.
    pub stuck_for: Duration,
}
