//! The thread pools of all classes.

use std::{io, time::Instant};

use super::{Class, PoolSize, PoolState, Ticket, WorkError, pool::Pool};

/// Runs CPU work on separate threads. Dropping the runner lets running jobs finish and fails the waiting ones.
#[derive(Debug)]
pub struct Runner {
    drawing: Pool,
    short: Pool,
}

impl Runner {
    /// Starts the threads of both classes.
    pub fn start(drawing: PoolSize, short: PoolSize) -> io::Result<Self> {
        Ok(Self { drawing: Pool::start("draw", drawing)?, short: Pool::start("work", short)? })
    }

    /// Runs `job` on a thread of its class and waits for its result until `deadline`.
    ///
    /// Dropping the future notifies the job through its [`Ticket`]; a job that has not started is skipped and frees its
    /// place in the queue.
    pub async fn run<T: Send + 'static>(
        &self,
        class: Class,
        deadline: Instant,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, WorkError> {
        self.pool(class).run(deadline, None, job).await
    }

    /// Like [`Self::run`]; calls `on_lost` if the job does not end even seconds after its deadline, so that its thread is
    /// replaced.
    pub async fn run_watched<T: Send + 'static>(
        &self,
        class: Class,
        deadline: Instant,
        on_lost: impl FnOnce() + Send + 'static,
        job: impl FnOnce(&Ticket) -> T + Send + 'static,
    ) -> Result<T, WorkError> {
        self.pool(class).run(deadline, Some(Box::new(on_lost)), job).await
    }

    /// The current state of `class`.
    pub fn state(&self, class: Class) -> PoolState {
        self.pool(class).state()
    }

    fn pool(&self, class: Class) -> &Pool {
        match class {
            Class::Drawing => &self.drawing,
            Class::Short => &self.short,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{num::NonZeroUsize, sync::mpsc, time::Duration};

    use super::*;

    #[tokio::test]
    async fn a_short_job_does_not_wait_for_drawings() {
        let one = PoolSize { threads: NonZeroUsize::MIN, queue: 4 };
        let runner = Runner::start(one, one).unwrap();
        let soon = Instant::now() + Duration::from_secs(5);
        let (release, held) = mpsc::channel::<()>();
        let drawing = runner.run(Class::Drawing, soon, move |_| held.recv().unwrap());
        let short = async {
            while runner.state(Class::Drawing).running == 0 {
                tokio::task::yield_now().await;
            }
            let done = runner.run(Class::Short, soon, |_| "packed").await;
            release.send(()).unwrap();
            done
        };
        assert_eq!(tokio::join!(drawing, short), (Ok(()), Ok("packed")));
    }
}
