//! Sends requests at a pace.

mod arrivals;
mod closed;
mod open;

use std::time::{Duration, Instant};

use super::{requests::RequestSource, tally::Tally, target::ServerAddress};

/// How requests are sent.
#[derive(Debug, Clone)]
pub(super) struct LoadPlan {
    /// The maximum number of connections.
    pub(super) connections: usize,
    /// Requests per second; `None` if each connection sends the next request after the last response.
    pub(super) rate: Option<f64>,
    /// How long requests are measured.
    pub(super) duration: Duration,
    /// How long requests are sent before.
    pub(super) warm_up: Duration,
    /// The average time for which a person looks at a view, without a rate.
    pub(super) think: Duration,
    /// How long a response may take.
    pub(super) patience: Duration,
    /// The seed of random numbers.
    pub(super) seed: u64,
}

/// The result of a load.
#[derive(Debug, Default)]
pub(super) struct LoadResult {
    /// What was counted.
    pub(super) tally: Tally,
    /// Requests for which no connection became free.
    pub(super) unsent: u64,
    /// The longest time by which the generator itself was late.
    pub(super) lag: Duration,
}

/// The times of a measurement.
#[derive(Debug, Clone, Copy)]
struct Window {
    start: Instant,
    end: Instant,
}

impl Window {
    fn after(plan: &LoadPlan) -> Self {
        let start = Instant::now() + plan.warm_up;
        Self { start, end: start + plan.duration }
    }

    /// Whether a request that was due at `due` is measured.
    fn includes(self, due: Instant) -> bool {
        self.start <= due && due < self.end
    }
}

/// Loads `server` as `plan` says.
pub(super) async fn run(server: &ServerAddress, source: &RequestSource, plan: &LoadPlan) -> LoadResult {
    let window = Window::after(plan);
    match plan.rate {
        Some(rate) => open::run(server, source, plan, rate, window).await,
        None => closed::run(server, source, plan, window).await,
    }
}
