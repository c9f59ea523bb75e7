//! How requests are sent, and what came of them.

use std::time::{Duration, Instant};

use crate::cli::bench::tally::Tally;

/// How requests are sent.
#[derive(Debug, Clone)]
pub(crate) struct LoadPlan {
    /// The maximum number of connections.
    pub(crate) connections: usize,
    /// Requests per second; `None` if each connection sends the next request after the last response.
    pub(crate) rate: Option<f64>,
    /// How long requests are measured.
    pub(crate) duration: Duration,
    /// How long requests are sent before.
    pub(crate) warm_up: Duration,
    /// The average time for which a person looks at a view, without a rate.
    pub(crate) think: Duration,
    /// How long a response may take.
    pub(crate) patience: Duration,
    /// The seed of random numbers.
    pub(crate) seed: u64,
}

/// The result of a load.
#[derive(Debug, Default)]
pub(crate) struct LoadResult {
    /// What was counted.
    pub(crate) tally: Tally,
    /// Requests for which no connection became free.
    pub(crate) unsent: u64,
    /// The longest time by which the generator itself was late.
    pub(crate) lag: Duration,
}

/// The times of a measurement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// The end of the warm-up.
    pub(super) start: Instant,
    /// The last request is due before.
    pub(super) end: Instant,
}

impl Window {
    /// The measurement of a load that starts now.
    pub(super) fn after(plan: &LoadPlan) -> Self {
        let start = Instant::now() + plan.warm_up;
        Self { start, end: start + plan.duration }
    }

    /// Whether a request that was due at `due` is measured.
    pub(super) fn includes(self, due: Instant) -> bool {
        self.start <= due && due < self.end
    }
}
