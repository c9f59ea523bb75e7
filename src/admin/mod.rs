//! The second port, for operators: health, metrics, log level, purge, reload. Never open to the world.

mod level;
mod live;
mod purge;
mod ready;
mod reload;

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
    service::{Current, Service},
    telemetry::{
        log::LogControl,
        metrics,
        metrics::{ConnectionLabels, Metrics},
    },
    work::Class,
};

pub use reload::{ReloadRequest, Reloaded, Reloads};

use ready::Readiness;

/// What the handlers share.
#[derive(Clone)]
struct Admin {
    service: Arc<Current<Service>>,
    readiness: Arc<Readiness>,
    log: Option<LogControl>,
    reloads: Option<Reloads>,
}

/// The routes of the admin port. `draining` makes the process unready; without `reloads` it cannot reload.
pub fn router(
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
        .route("/reload", post(reload::reload))
        .with_state(Admin { service, readiness, log, reloads })
}

/// The metrics alone, for the extra port of service-runner's `metrics`.
pub fn metrics_router(service: Arc<Current<Service>>) -> Router {
    let scrape = move || {
        let service = service.clone();
        async move { exposition(&service.get()) }
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
    exposition(&admin.service.get())
}

fn exposition(service: &Service) -> Response {
    let (entries, bytes) = service.cache_size();
    let all = metrics();
    all.cache_entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
    let pool = service.work(Class::Drawing);
    let room = service.settings().karto.render.queue;
    all.render_queue.set(number(pool.queued));
    all.render_running.set(number(pool.running));
    all.render_room.set(number(room));
    all.cache_bytes.set(i64::try_from(bytes).unwrap_or(i64::MAX));
    connections(service, all);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    (StatusCode::OK, [(header::CONTENT_TYPE, kind)], all.text()).into_response()
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The pools of this moment; those of a configuration that is gone are gone.
fn connections(service: &Service, all: &Metrics) {
    all.database_connections.clear();
    for published in service.sources() {
        for pool in published.source.iter().flat_map(|source| source.connections()) {
            let figures =
                [("in_use", pool.in_use), ("idle", pool.idle), ("most", pool.most), ("waiting", pool.waiting)];
            for (state, n) in figures {
                let (source, host) = (published.settings.id.to_string(), pool.host.clone());
                all.database_connections.get_or_create(&ConnectionLabels { source, host, state }).set(number(n));
            }
        }
    }
}
