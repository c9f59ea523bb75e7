//! Short CPU work (packing, decoding, JSON) off the threads that serve sockets.

use std::{num::NonZeroUsize, sync::Arc};

use tokio::sync::Semaphore;

/// Jobs whose input is smaller than this are done in place: handing them over would cost more.
const SMALL: usize = 4 * 1024;

/// As many jobs at once as there are CPUs; the rest waits inside its request's deadline.
#[derive(Debug, Clone)]
pub struct Work(Arc<Semaphore>);

/// The job panicked, or the service is stopping.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the job was lost")]
pub struct WorkLost;

impl Default for Work {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(1, NonZeroUsize::get))))
    }
}

impl Work {
    /// Runs `job`, whose input has `size` bytes.
    pub async fn run<T: Send + 'static>(
        &self,
        size: usize,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, WorkLost> {
        if size < SMALL {
            return Ok(job());
        }
        let seat = self.0.clone().acquire_owned().await.map_err(|_| WorkLost)?;
        let job = tokio::task::spawn_blocking(move || {
            let done = job();
            drop(seat);
            done
        });
        job.await.map_err(|_| WorkLost)
    }
}
