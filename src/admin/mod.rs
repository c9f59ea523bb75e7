//! The second port, for operators: health, metrics, log level, purge. Never open to the world.

mod level;
mod purge;
mod ready;

use std::sync::Arc;

use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    service::Service,
    telemetry::{log::LogControl, metrics},
};

use ready::Readiness;

/// What the handlers share.
#[derive(Clone)]
struct Admin {
    service: Arc<Service>,
    readiness: Arc<Readiness>,
    log: Option<LogControl>,
}

/// The routes of the admin port. `draining` makes the process unready.
pub fn router(service: Arc<Service>, log: Option<LogControl>, draining: CancellationToken) -> Router {
    let readiness = Arc::new(Readiness::new(service.clone(), draining));
    Router::new()
        .route("/live", get(|| async { "ok\n" }))
        .route("/ready", get(ready::ready))
        .route("/metrics", get(scrape))
        .route("/log-level", get(level::show).put(level::set).post(level::set))
        .route("/purge", post(purge::purge))
        .with_state(Admin { service, readiness, log })
}

/// The metrics alone, for the extra port of service-runner's `metrics`.
pub fn metrics_router(service: Arc<Service>) -> Router {
    let scrape = move || {
        let service = service.clone();
        async move { exposition(&service) }
    };
    Router::new().route("/metrics", get(scrape.clone())).route("/", get(scrape))
}

/// Serves `router` on `listener` until `stop`.
pub async fn run(listener: TcpListener, router: Router, stop: CancellationToken) {
    let stopped = async move { stop.cancelled().await };
    // The only error it could return is one of accepting, and it retries those itself.
    let _ = axum::serve(listener, router).with_graceful_shutdown(stopped).await;
}

async fn scrape(axum::extract::State(admin): axum::extract::State<Admin>) -> Response {
    exposition(&admin.service)
}

fn exposition(service: &Service) -> Response {
    let (entries, bytes) = service.cache_size();
    let all = metrics();
    all.cache_entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
    let pool = service.drawing();
    all.drawing_queued.set(i64::try_from(pool.queued).unwrap_or(i64::MAX));
    all.drawing_running.set(i64::try_from(pool.running).unwrap_or(i64::MAX));
    all.cache_bytes.set(i64::try_from(bytes).unwrap_or(i64::MAX));
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    (StatusCode::OK, [(header::CONTENT_TYPE, kind)], all.text()).into_response()
}
