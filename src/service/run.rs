//! Runs CPU work of the service, and converts its errors.

use std::{sync::Arc, time::Instant};

use crate::work::{Class, Runner, Ticket, WorkError};

use super::error::TileError;

/// Runs `job` on the threads for CPU work.
pub(super) async fn run<T: Send + 'static>(
    runner: &Runner,
    class: Class,
    deadline: Instant,
    job: impl FnOnce(&Ticket) -> T + Send + 'static,
) -> Result<T, TileError> {
    runner.run(class, deadline, job).await.map_err(|error| public_error(error, class))
}

/// The error of a request whose job of `class` failed.
pub(super) fn public_error(error: WorkError, class: Class) -> TileError {
    match (error, class) {
        (WorkError::QueueFull, Class::Drawing) => TileError::Busy { limit: "render" },
        (WorkError::QueueFull, Class::Short) => TileError::Busy { limit: "work" },
        (WorkError::Deadline, _) => TileError::Timeout,
        (WorkError::Panicked, Class::Drawing) => TileError::Render(Arc::new(error)),
        (WorkError::Panicked, Class::Short) | (WorkError::Stopped, _) => TileError::Lost,
    }
}

/// Runs a short `job` on the threads for CPU work.
pub(super) async fn run_short<T: Send + 'static>(
    runner: &Runner,
    deadline: Instant,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, TileError> {
    run(runner, Class::Short, deadline, |_| job()).await
}
