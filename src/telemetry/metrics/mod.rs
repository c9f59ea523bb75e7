//! The metrics of this process, for Prometheus. They are updated only by events and, for gauges, at scrape time.

mod labels;
mod registrar;

use std::sync::{
    LazyLock,
    atomic::{AtomicI64, AtomicU64},
};

use prometheus_client::{
    encoding::text,
    metrics::{counter::Counter, family::Family, gauge::Gauge, info::Info},
    registry::{Registry, Unit},
};

pub use self::labels::{
    ConfigLabel, ConnectionLabels, FailureLabels, HostLabel, ReasonLabel, RequestLabels, ResultLabel, RouteLabels,
    ShapeLabels, SourceLabel, TileLabels,
};
use self::registrar::{Registrar, Times};
use super::process::ProcessCollector;
use crate::version::{REVISION, VERSION};

/// All metrics.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    process: Registry,
    /// Responses.
    pub requests: Family<RequestLabels, Counter>,
    /// Seconds from the head of the request to the head of the response.
    pub request_seconds: Times<RouteLabels>,
    /// Body bytes sent.
    pub bytes: Family<RouteLabels, Counter>,
    /// Tiles served.
    pub tiles: Family<TileLabels, Counter>,
    /// Tiles that could not be made.
    pub failures: Family<FailureLabels, Counter>,
    /// Answers of sources that were not tiles.
    pub rejected: Family<SourceLabel, Counter>,
    /// Requests for shapes that failed, or that got none because the database failed.
    pub shape_failures: Family<ShapeLabels, Counter>,
    /// Requests refused under load.
    pub shed: Family<ReasonLabel, Counter>,
    /// Requests whose client disconnected before the response.
    pub abandoned: Counter,
    /// Requests that caused a panic.
    pub crashes: Counter,
    /// Pictures drawn without neighboring vector tiles.
    pub pictures_incomplete: Family<SourceLabel, Counter>,
    /// Drawings that did not end, whose threads were replaced.
    pub drawings_lost: Family<SourceLabel, Counter>,
    /// Characters of drawn labels that no font has.
    pub glyphs_missing: Counter,
    /// Connections refused or cut, by reason.
    pub cut: Family<ReasonLabel, Counter>,
    /// Open connections.
    pub connections: Gauge,
    /// Requests in progress.
    pub in_flight: Gauge,
    /// Cache entries removed by purges.
    pub purged: Counter,
    /// Whether the last probe of a source succeeded (1) or not (0).
    pub source_up: Family<FailureLabels, Gauge>,
    /// Failures of database servers.
    pub database_failures: Family<HostLabel, Counter>,
    /// Parts of map data of pages that could not be loaded.
    pub mapdata_parts_failed: Counter,
    /// Cache entries.
    pub cache_entries: Gauge<i64, AtomicI64>,
    /// Bytes of cache entries.
    pub cache_bytes: Gauge<i64, AtomicI64>,
    /// Bytes of vector tiles that are ready to be drawn.
    pub prepared_bytes: Gauge<i64, AtomicI64>,
    /// Metatiles that wait to be drawn.
    pub render_queue: Gauge,
    /// The maximum number of waiting metatiles.
    pub render_queue_limit: Gauge,
    /// Metatiles that are being drawn.
    pub render_running: Gauge,
    /// Seconds that a metatile waited for a thread.
    pub render_wait: Times<SourceLabel>,
    /// Seconds that drawing and encoding a metatile took.
    pub render_seconds: Times<SourceLabel>,
    /// Connections to databases.
    pub database_connections: Family<ConnectionLabels, Gauge>,
    /// Statsd lines dropped because the queue was full.
    pub statsd_dropped: Counter,
    /// Reloads of the configuration.
    pub reloads: Family<ResultLabel, Counter>,
    /// 1 unless the last reload was refused.
    pub last_reload_successful: Gauge,
    /// 1 for the active configuration.
    pub config: Family<ConfigLabel, Gauge>,
    /// Milliseconds from start to ready.
    pub start_milliseconds: Gauge<f64, AtomicU64>,
}

static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::new);

/// The metrics of this process.
pub fn metrics() -> &'static Metrics {
    &METRICS
}

impl Metrics {
    /// Registers all metrics, in the order of the output.
    fn new() -> Self {
        let mut registry = Registry::with_prefix("karto");
        registry.register("build", "This binary", Info::new([("version", VERSION), ("revision", REVISION)]));
        let mut r = Registrar(registry);
        let requests = r.metric("requests", "Responses by route, source, format and status");
        let request_seconds = r.times("request_duration", "Time to respond");
        let bytes = r.metric_in(Unit::Bytes, "sent", "Body bytes sent");
        let tiles = r.metric("tiles", "Tiles served, by state of the cache");
        let failures = r.metric("tile_failures", "Tiles that could not be made");
        let rejected = r.metric("tiles_rejected", "Answers of sources that were not tiles");
        let shape_failures =
            r.metric("shape_failures", "Requests for shapes that failed, or got none because the database failed");
        let shed = r.metric("shed", "Requests refused under load");
        let abandoned = r.metric("abandoned", "Requests whose client disconnected before the response");
        let crashes = r.metric("crashes", "Requests that caused a panic");
        let pictures_incomplete =
            r.metric("pictures_incomplete", "Pictures drawn without tiles that could not be fetched");
        let drawings_lost = r.metric("drawings_lost", "Drawings that did not end, whose threads were replaced");
        let glyphs_missing = r.metric("glyphs_missing", "Characters of drawn labels that no font has");
        let cut = r.metric("connections_cut", "Connections refused or cut");
        let connections = r.metric("connections", "Open connections");
        let in_flight = r.metric("requests_in_flight", "Requests in progress");
        let purged = r.metric("purged", "Cache entries removed on request");
        let source_up = r.metric("source_up", "Whether the last probe of a source succeeded");
        let database_failures = r.metric("database_failures", "Failures of database servers");
        let mapdata_parts_failed =
            r.metric("mapdata_parts_failed", "Parts of map data of pages that could not be loaded");
        let cache_entries = r.metric("cache_entries", "Cache entries");
        let cache_bytes = r.metric_in(Unit::Bytes, "cache", "Bytes of cache entries");
        let prepared_bytes = r.metric_in(Unit::Bytes, "prepared", "Bytes of vector tiles that are ready to be drawn");
        let render_queue = r.metric("render_queue_depth", "Metatiles that wait to be drawn");
        let render_queue_limit = r.metric("render_queue_limit", "The most metatiles that may wait to be drawn");
        let render_running = r.metric("render_running", "Metatiles that are being drawn");
        let render_wait = r.times("render_wait", "Time a metatile waited to be drawn");
        let render_seconds = r.times("render_duration", "Time drawing a metatile took");
        let database_connections = r.metric("database_connections", "Connections to databases");
        let statsd_dropped = r.metric("statsd_dropped", "Statsd lines dropped because the queue was full");
        let reloads = r.metric("config_reloads", "Reloads of the configuration");
        let last_reload_successful =
            r.metric("config_last_reload_successful", "0 if the last reload was refused, else 1");
        let config = r.metric("config_hash", "The configuration that is served, by its hash");
        let start_milliseconds = r.metric("start_milliseconds", "Time from start to ready");
        let mut process = Registry::default();
        process.register_collector(Box::new(ProcessCollector));
        let metrics = Self {
            registry: r.0,
            process,
            requests,
            request_seconds,
            bytes,
            tiles,
            failures,
            rejected,
            shape_failures,
            shed,
            abandoned,
            crashes,
            pictures_incomplete,
            drawings_lost,
            glyphs_missing,
            cut,
            connections,
            in_flight,
            purged,
            source_up,
            database_failures,
            mapdata_parts_failed,
            cache_entries,
            cache_bytes,
            prepared_bytes,
            render_queue,
            render_queue_limit,
            render_running,
            render_wait,
            render_seconds,
            database_connections,
            statsd_dropped,
            reloads,
            last_reload_successful,
            config,
            start_milliseconds,
        };
        metrics.last_reload_successful.set(1);
        for result in ["accepted", "refused"] {
            metrics.reloads.get_or_create(&ResultLabel { result }).inc_by(0);
        }
        metrics
    }

    /// Sets the hash of the active configuration.
    pub fn config_now(&self, hash: &str) {
        self.config.clear();
        self.config.get_or_create(&ConfigLabel { hash: hash.to_owned() }).set(1);
    }

    /// Writes all metrics in the OpenMetrics text format, without the end of the document.
    pub(super) fn write(&self, out: &mut String) -> std::fmt::Result {
        text::encode_registry(out, &self.registry)?;
        text::encode_registry(out, &self.process)
    }
}
