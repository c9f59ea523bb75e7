//! Sends requests at a pace.

mod arrivals;
mod closed;
mod open;
mod plan;

pub(super) use plan::{LoadPlan, LoadResult};

use super::{requests::RequestSource, target::ServerAddress};

use plan::Window;

/// Loads `server` as `plan` says.
pub(super) async fn run(server: &ServerAddress, source: &RequestSource, plan: &LoadPlan) -> LoadResult {
    let window = Window::after(plan);
    match plan.rate {
        Some(rate) => open::run(server, source, plan, rate, window).await,
        None => closed::run(server, source, plan, window).await,
    }
}
