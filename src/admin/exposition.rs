//! `/metrics`, in the text format of OpenMetrics.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    service::Service,
    source::Connections,
    telemetry::{
        self, event, metrics,
        metrics::{ConnectionLabels, Metrics},
    },
    work::Class,
};

use super::state::AdminState;

/// Serves `/metrics`.
pub(super) async fn scrape(State(admin): State<AdminState>) -> Response {
    exposition(&admin.service.get())
}

/// All metrics, with current values.
pub(super) fn exposition(service: &Service) -> Response {
    let all = metrics();
    let (entries, bytes) = service.cache_size();
    all.cache_entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
    all.cache_bytes.set(i64::try_from(bytes).unwrap_or(i64::MAX));
    all.prepared_bytes.set(i64::try_from(service.prepared_bytes()).unwrap_or(i64::MAX));
    let drawing = service.work(Class::Drawing);
    all.render_queue.set(number(service.waiting_to_draw() + drawing.queued));
    all.render_running.set(number(drawing.running));
    all.render_queue_limit.set(number(service.settings().karto.render.queue));
    connections(service, all);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    (StatusCode::OK, [(header::CONTENT_TYPE, kind)], telemetry::scrape()).into_response()
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Sets the gauges of the connection pools. Pools of an earlier configuration no longer exist.
fn connections(service: &Service, all: &Metrics) {
    all.database_connections.clear();
    for served in service.sources().iter() {
        let pools = served.source.iter().flat_map(|source| source.connections());
        pools.for_each(|pool| connections_of(&served.settings.id, &pool, all));
    }
    for pool in service.shapes().iter().flat_map(|shapes| shapes.geoshapes().connections()) {
        connections_of(event::SHAPES, &pool, all);
    }
}

fn connections_of(source: &str, pool: &Connections, all: &Metrics) {
    let figures = [("in_use", pool.in_use), ("idle", pool.idle), ("most", pool.most), ("waiting", pool.waiting)];
    for (state, n) in figures {
        let labels = ConnectionLabels { source: source.to_owned(), host: pool.host.clone(), state };
        all.database_connections.get_or_create(&labels).set(number(n));
    }
}
