//! Errors of jobs.

/// Why a job has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkError {
    /// The queue has no space left.
    #[error("the queue is full")]
    QueueFull,
    /// The deadline passed before the job was done.
    #[error("the work took too long")]
    Deadline,
    /// The job panicked, which is a bug. Its thread continues with the next job.
    #[error("the work failed unexpectedly")]
    Panicked,
    /// The runner is being shut down.
    #[error("the work has stopped")]
    Stopped,
}
