//! The metrics of this process, in Prometheus terms. Only events and gauges that are read at scrape
//! time write to them.

use std::sync::{
    LazyLock,
    atomic::{AtomicI64, AtomicU64},
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use crate::version::{REVISION, VERSION};

use super::process::ProcessCollector;

/// Labels of an answered request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RequestLabels {
    /// Route family.
    pub route: &'static str,
    /// A configured source, or empty.
    pub source: String,
    /// Format asked for, or empty.
    pub format: &'static str,
    /// HTTP status.
    pub status: u16,
}

/// Labels of the time a request took.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct TimeLabels {
    /// Route family.
    pub route: &'static str,
    /// A configured source, or empty.
    pub source: String,
    /// Format asked for, or empty.
    pub format: &'static str,
}

/// Labels of a tile that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct TileLabels {
    /// The source.
    pub source: String,
    /// Zoom.
    pub zoom: u8,
    /// Format.
    pub format: &'static str,
    /// Scale, as URLs write it; 1 for what is not drawn.
    pub scale: String,
    /// How the cache took part: hit, miss, stale, stale-if-error.
    pub cache: &'static str,
}

/// Labels of a failure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct FailureLabels {
    /// The source.
    pub source: String,
    /// Class of failure.
    pub reason: &'static str,
}

/// A server of somebody else's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct HostLabel {
    /// `host:port/…`, as configured.
    pub host: String,
}

/// Connections to a database server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ConnectionLabels {
    /// The source that uses them.
    pub source: String,
    /// `host:port/…`, as configured.
    pub host: String,
    /// `in_use`, `idle`, `most` (how many there may be), or `waiting` (requests without one).
    pub state: &'static str,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct SentLabels {
    /// Route family.
    pub route: &'static str,
    /// A configured source, or empty.
    pub source: String,
    /// Format asked for, or empty.
    pub format: &'static str,
}

/// How something ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ResultLabel {
    /// `accepted` or `refused`.
    pub result: &'static str,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct SourceLabel {
    /// Its name.
    pub source: String,
}

/// A single word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ReasonLabel {
    /// The word.
    pub reason: &'static str,
}

type Time = Family<TimeLabels, Histogram, fn() -> Histogram>;
type DrawingTime = Family<SourceLabel, Histogram, fn() -> Histogram>;

/// A configuration.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ConfigLabel {
    /// Its hash.
    pub hash: String,
}

/// All metrics.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    process: Registry,
    /// Answers.
    pub requests: Family<RequestLabels, Counter>,
    /// Seconds from the request's head to the answer's head.
    pub request_seconds: Time,
    /// Body bytes sent.
    pub bytes: Family<SentLabels, Counter>,
    /// Tiles handed out.
    pub tiles: Family<TileLabels, Counter>,
    /// Tiles that could not be made.
    pub failures: Family<FailureLabels, Counter>,
    /// Requests turned away under load.
    pub shed: Family<ReasonLabel, Counter>,
    /// Requests whose client left before the answer.
    pub abandoned: Counter,
    /// Requests that made the code panic.
    pub crashes: Counter,
    /// Characters of drawn labels that no font has.
    pub glyphs_missing: Counter,
    /// Connections refused or cut, by reason.
    pub cut: Family<ReasonLabel, Counter>,
    /// Connections open now.
    pub connections: Gauge,
    /// Requests worked on now.
    pub in_flight: Gauge,
    /// Values forgotten by purges.
    pub purged: Counter,
    /// Whether a source answered its last probe (1) or not (0).
    pub source_up: Family<FailureLabels, Gauge>,
    /// Times a database server failed.
    pub database_failures: Family<HostLabel, Counter>,
    /// Cache entries.
    pub cache_entries: Gauge<i64, AtomicI64>,
    /// Cache bytes.
    pub cache_bytes: Gauge<i64, AtomicI64>,
    /// Blocks that wait to be drawn.
    pub render_queue: Gauge,
    /// Blocks that are being drawn.
    pub render_running: Gauge,
    /// Blocks that may wait.
    pub render_room: Gauge,
    /// Seconds that a block waited for a drawing thread.
    pub render_wait: DrawingTime,
    /// Seconds that drawing and encoding a block took.
    pub render_seconds: DrawingTime,
    /// Connections to databases.
    pub database_connections: Family<ConnectionLabels, Gauge>,
    /// Lines for statsd that found no room.
    pub statsd_dropped: Counter,
    /// Reloads of the configuration.
    pub reloads: Family<ResultLabel, Counter>,
    /// 1 unless the last reload was refused.
    pub last_reload_successful: Gauge,
    /// 1 for the configuration that is served.
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
    fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("karto"),
            process: Registry::default(),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(duration as fn() -> Histogram),
            bytes: Family::default(),
            tiles: Family::default(),
            failures: Family::default(),
            shed: Family::default(),
            abandoned: Counter::default(),
            crashes: Counter::default(),
            glyphs_missing: Counter::default(),
            cut: Family::default(),
            connections: Gauge::default(),
            in_flight: Gauge::default(),
            purged: Counter::default(),
            source_up: Family::default(),
            database_failures: Family::default(),
            cache_entries: Gauge::default(),
            cache_bytes: Gauge::default(),
            render_queue: Gauge::default(),
            render_running: Gauge::default(),
            render_room: Gauge::default(),
            render_wait: Family::new_with_constructor(duration as fn() -> Histogram),
            render_seconds: Family::new_with_constructor(duration as fn() -> Histogram),
            database_connections: Family::default(),
            statsd_dropped: Counter::default(),
            reloads: Family::default(),
            last_reload_successful: Gauge::default(),
            config: Family::default(),
            start_milliseconds: Gauge::default(),
        };
        metrics.register();
        metrics.process.register_collector(Box::new(ProcessCollector));
        metrics.last_reload_successful.set(1);
        for result in ["accepted", "refused"] {
            metrics.reloads.get_or_create(&ResultLabel { result }).inc_by(0);
        }
        metrics
    }

    fn register(&mut self) {
        let r = &mut self.registry;
        r.register("build", "This binary", Info::new([("version", VERSION), ("revision", REVISION)]));
        r.register("requests", "Answers by route, source, format and status", self.requests.clone());
        r.register_with_unit("request_duration", "Time to answer", Unit::Seconds, self.request_seconds.clone());
        r.register_with_unit("sent", "Body bytes sent", Unit::Bytes, self.bytes.clone());
        r.register("tiles", "Tiles handed out, by cache state", self.tiles.clone());
        r.register("tile_failures", "Tiles that could not be made", self.failures.clone());
        r.register("shed", "Requests turned away under load", self.shed.clone());
        r.register("abandoned", "Requests whose client left before the answer", self.abandoned.clone());
        r.register("crashes", "Requests that made the code panic", self.crashes.clone());
        let missing = "Characters of drawn labels that no font has";
        r.register("glyphs_missing", missing, self.glyphs_missing.clone());
        r.register("connections_cut", "Connections refused or cut", self.cut.clone());
        r.register("connections", "Open connections", self.connections.clone());
        r.register("requests_in_flight", "Requests worked on", self.in_flight.clone());
        r.register("purged", "Cached answers forgotten on request", self.purged.clone());
        r.register("source_up", "Whether the last probe of a source succeeded", self.source_up.clone());
        r.register("database_failures", "Times a database server failed", self.database_failures.clone());
        r.register("cache_entries", "Cached answers", self.cache_entries.clone());
        r.register_with_unit("cache", "Bytes of cached answers", Unit::Bytes, self.cache_bytes.clone());
        r.register("render_queue_depth", "Blocks of tiles that wait to be drawn", self.render_queue.clone());
        r.register("render_queue_limit", "Blocks of tiles that may wait to be drawn", self.render_room.clone());
        r.register("render_running", "Blocks of tiles being drawn", self.render_running.clone());
        r.register_with_unit("render_wait", "Time a block waited to be drawn", Unit::Seconds, self.render_wait.clone());
        r.register_with_unit("render_duration", "Time drawing took", Unit::Seconds, self.render_seconds.clone());
        r.register("database_connections", "Connections to databases", self.database_connections.clone());
        r.register("statsd_dropped", "Lines for statsd that found no room", self.statsd_dropped.clone());
        r.register("config_reloads", "Reloads of the configuration", self.reloads.clone());
        r.register("config_last_reload_successful", "0 when refused", self.last_reload_successful.clone());
        r.register("config_hash", "The configuration that is served, by its hash", self.config.clone());
        r.register("start_milliseconds", "Time from start to ready", self.start_milliseconds.clone());
    }

    /// The configuration with this hash is served from now on, and no other.
    pub fn config_now(&self, hash: &str) {
        self.config.clear();
        self.config.get_or_create(&ConfigLabel { hash: hash.to_owned() }).set(1);
    }

    /// All of them in the OpenMetrics text format.
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = text::encode_registry(&mut out, &self.registry)
            .and_then(|()| text::encode_registry(&mut out, &self.process))
            .and_then(|()| text::encode_eof(&mut out));
        out
    }
}

/// From a cached answer (0.1 ms) to a request's deadline.
fn duration() -> Histogram {
    Histogram::new([
        0.000_1, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
    ])
}
