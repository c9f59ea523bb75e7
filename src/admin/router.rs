//! The routes of the admin port.

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    service::{Current, Service},
    telemetry::log::LogControl,
};

use super::{
    exposition::{exposition, scrape},
    level, live, purge,
    readiness::Readiness,
    ready,
    reload::reload,
    reload_request::Reloads,
    state::AdminState,
};

/// The routes of the admin port. When `draining` is canceled, the process is unready; without `reloads`, it cannot
/// reload.
pub(crate) fn router(
    service: Arc<Current<Service>>,
    log: Option<LogControl>,
    reloads: Option<Reloads>,
    draining: CancellationToken,
) -> Router {
    let readiness = Arc::new(Readiness::new(service.clone(), draining));
    Router::new()
        .route("/live", get(live::live))
        .route("/ready", get(ready::ready))
        .route("/metrics", get(scrape))
        .route("/log-level", get(level::show).put(level::set).post(level::set))
        .route("/purge", post(purge::purge))
        .route("/reload", post(reload))
        .with_state(AdminState { service, readiness, log, reloads })
}

/// The route of the metrics, for the additional port of service-runner's `metrics`.
pub(crate) fn metrics_router(service: Arc<Current<Service>>) -> Router {
    let scrape = move || {
        let service = service.clone();
        async move { exposition(&service.get()) }
    };
    Router::new().route("/metrics", get(scrape.clone())).route("/", get(scrape))
}

/// Serves `router` on `listener` until `stop`.
pub(crate) async fn run(listener: TcpListener, router: Router, stop: CancellationToken) {
    let stopped = async move { stop.cancelled().await };
    // The only possible errors are those of accepting connections, which axum retries.
    let _ = axum::serve(listener, router).with_graceful_shutdown(stopped).await;
}
