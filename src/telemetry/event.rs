//! The events.

use std::{net::SocketAddr, time::Duration};

use tracing::{debug, error, info, warn};

use crate::{
    tile::Scale,
    version::{REVISION, VERSION},
};

use super::{
    metrics::{
        FailureLabels, HostLabel, ReasonLabel, RequestLabels, ResultLabel, SentLabels, SourceLabel, TileLabels,
        TimeLabels, metrics,
    },
    statsd,
};

/// Something that happened: one log line and one metric.
pub trait Event {
    /// Writes the line and counts.
    fn emit(&self);
}

/// The process has read its configuration and begins to build what it says.
#[derive(Debug)]
pub struct Starting<'a> {
    /// Hash of the configuration.
    pub config: &'a str,
    /// How many sources.
    pub sources: usize,
}

impl Event for Starting<'_> {
    fn emit(&self) {
        info!(version = VERSION, revision = REVISION, config = self.config, sources = self.sources, "karto starts");
        metrics().config_now(self.config);
    }
}

/// The service is ready.
#[derive(Debug)]
pub struct Started<'a> {
    /// Hash of the configuration.
    pub config: &'a str,
    /// The public address.
    pub address: SocketAddr,
    /// The admin address, when it is open.
    pub admin: Option<SocketAddr>,
    /// How many sources.
    pub sources: usize,
    /// From process start to ready.
    pub took: Duration,
}

impl Event for Started<'_> {
    fn emit(&self) {
        let ms = self.took.as_secs_f64() * 1000.0;
        info!(
            version = VERSION,
            revision = REVISION,
            config = self.config,
            address = %self.address,
            admin = self.admin.map(tracing::field::display),
            sources = self.sources,
            ready_ms = (ms * 10.0).round() / 10.0,
            "karto is ready on http://{}/",
            self.address,
        );
        metrics().start_milliseconds.set(ms);
        // What it starts with was accepted; 0 is for a refusal.
        metrics().last_reload_successful.set(1);
        metrics().config_now(self.config);
    }
}

/// A signal ended the service; requests under way are finished.
#[derive(Debug)]
pub struct Draining {
    /// Open connections.
    pub connections: usize,
}

impl Event for Draining {
    fn emit(&self) {
        info!(connections = self.connections, "draining: no new connections, requests under way are finished");
    }
}

/// The last connection is closed, or the drain took too long.
#[derive(Debug)]
pub struct Stopped {
    /// Connections that had to be cut.
    pub cut: usize,
}

impl Event for Stopped {
    fn emit(&self) {
        info!(cut = self.cut, "stopped");
        metrics().cut.get_or_create(&ReasonLabel { reason: "drain" }).inc_by(self.cut as u64);
    }
}

/// A request was answered.
#[derive(Debug)]
pub struct Answered<'a> {
    /// Request id.
    pub id: &'a str,
    /// Method.
    pub method: &'a str,
    /// Path and query as they came.
    pub target: &'a str,
    /// Route family.
    pub route: &'static str,
    /// A configured source, or empty.
    pub source: &'a str,
    /// Format, or empty.
    pub format: &'static str,
    /// Zoom of a tile.
    pub zoom: Option<u8>,
    /// Scale of a tile, if the request named one.
    pub scale: Option<Scale>,
    /// The original's name for what was wrong with the request: `req.zoom`.
    pub error: Option<&'static str>,
    /// Status.
    pub status: u16,
    /// Body bytes.
    pub bytes: usize,
    /// Time taken.
    pub took: Duration,
}

impl Event for Answered<'_> {
    fn emit(&self) {
        debug!(
            id = self.id,
            method = self.method,
            target = self.target,
            route = self.route,
            source = self.source,
            status = self.status,
            bytes = self.bytes,
            ms = self.took.as_secs_f64() * 1000.0,
            "answered"
        );
        let m = metrics();
        let (source, route, format) = (self.source.to_owned(), self.route, self.format);
        m.requests.get_or_create(&RequestLabels { route, source: source.clone(), format, status: self.status }).inc();
        m.bytes.get_or_create(&SentLabels { route, source: source.clone(), format }).inc_by(self.bytes as u64);
        m.request_seconds.get_or_create(&TimeLabels { route, source, format }).observe(self.took.as_secs_f64());
        if statsd::is_on() {
            self.push();
        }
    }
}

impl Answered<'_> {
    /// To statsd, in the original's names.
    fn push(&self) {
        if let Some(error) = self.error {
            return statsd::count(&format!("err.{error}"));
        }
        let source = statsd::part(self.source);
        match (self.route, self.zoom) {
            ("tile", Some(zoom)) if self.status < 400 => {
                let scale = self.scale.map(|scale| format!(".{}", statsd::part(&scale.to_string())));
                let name = format!("req.{source}.{zoom}.{}{}", self.format, scale.unwrap_or_default());
                statsd::timing(&name, self.took);
            }
            ("info", _) if self.status < 400 => statsd::timing(&format!("req.{source}.info"), self.took),
            _ => {}
        }
    }
}

/// A tile was handed out.
#[derive(Debug)]
pub struct TileServed<'a> {
    /// The source.
    pub source: &'a str,
    /// Zoom.
    pub zoom: u8,
    /// Format.
    pub format: &'static str,
    /// Scale; 1 for what is not drawn.
    pub scale: Scale,
    /// How the cache took part.
    pub cache: &'static str,
}

impl Event for TileServed<'_> {
    fn emit(&self) {
        tracing::trace!(source = self.source, zoom = self.zoom, cache = self.cache, "tile");
        let labels = TileLabels {
            source: self.source.to_owned(),
            zoom: self.zoom,
            format: self.format,
            scale: self.scale.to_string(),
            cache: self.cache,
        };
        metrics().tiles.get_or_create(&labels).inc();
    }
}

/// A block of tiles was drawn and encoded.
#[derive(Debug)]
pub struct Drawn<'a> {
    /// The source.
    pub source: &'a str,
    /// Time in the queue.
    pub waited: Duration,
    /// Time at work.
    pub took: Duration,
}

impl Event for Drawn<'_> {
    fn emit(&self) {
        tracing::trace!(source = self.source, waited = ?self.waited, took = ?self.took, "drawn");
        let labels = SourceLabel { source: self.source.to_owned() };
        metrics().render_wait.get_or_create(&labels).observe(self.waited.as_secs_f64());
        metrics().render_seconds.get_or_create(&labels).observe(self.took.as_secs_f64());
    }
}

/// Another configuration is served.
#[derive(Debug)]
pub struct Reloaded<'a> {
    /// Its hash.
    pub config: &'a str,
    /// Keys that changed and have no effect before the next start.
    pub needs_restart: &'a [&'static str],
    /// From the question to the exchange.
    pub took: Duration,
}

impl Event for Reloaded<'_> {
    fn emit(&self) {
        let ms = self.took.as_millis();
        match self.needs_restart {
            [] => info!(config = self.config, ms, "the configuration was reloaded"),
            keys => warn!(
                config = self.config,
                ms,
                "the configuration was reloaded; without effect until the next start: {}",
                keys.join(", ")
            ),
        }
        let m = metrics();
        m.reloads.get_or_create(&ResultLabel { result: "accepted" }).inc();
        m.last_reload_successful.set(1);
        m.config_now(self.config);
    }
}

/// A new configuration was refused; the old one is served on.
#[derive(Debug)]
pub struct ReloadRefused<'a> {
    /// Hash of the configuration that is served.
    pub config: &'a str,
    /// What is wrong with the new one.
    pub problems: &'a [String],
}

impl Event for ReloadRefused<'_> {
    fn emit(&self) {
        error!(
            config = self.config,
            problems = self.problems.len(),
            "the new configuration is refused, nothing has changed: {}",
            self.problems.join("; ")
        );
        let m = metrics();
        m.reloads.get_or_create(&ResultLabel { result: "refused" }).inc();
        m.last_reload_successful.set(0);
    }
}

/// A tile could not be made.
#[derive(Debug)]
pub struct TileFailed<'a> {
    /// The source.
    pub source: &'a str,
    /// The tile, as the URL writes it.
    pub tile: &'a str,
    /// Class of failure.
    pub reason: &'static str,
    /// For the operator: may name internal hosts, never secrets.
    pub detail: &'a str,
}

impl Event for TileFailed<'_> {
    fn emit(&self) {
        warn!(source = self.source, tile = self.tile, reason = self.reason, "tile failed: {}", self.detail);
        let labels = FailureLabels { source: self.source.to_owned(), reason: self.reason };
        metrics().failures.get_or_create(&labels).inc();
    }
}

/// A request was turned away because too much is under way.
#[derive(Debug)]
pub struct Shed {
    /// Which limit.
    pub reason: &'static str,
}

impl Event for Shed {
    fn emit(&self) {
        // At `debug`: under overload a line per request would make things worse; the metric tells.
        debug!(reason = self.reason, "turned away under load");
        metrics().shed.get_or_create(&ReasonLabel { reason: self.reason }).inc();
    }
}

/// The client left before its answer.
#[derive(Debug)]
pub struct Abandoned<'a> {
    /// Path and query.
    pub target: &'a str,
}

impl Event for Abandoned<'_> {
    fn emit(&self) {
        debug!(target = self.target, "the client left before the answer");
        metrics().abandoned.inc();
    }
}

/// A connection was cut or could not be taken.
#[derive(Debug)]
pub struct Cut<'a> {
    /// Class.
    pub reason: &'static str,
    /// More.
    pub detail: &'a str,
}

impl Event for Cut<'_> {
    fn emit(&self) {
        debug!(reason = self.reason, "connection cut: {}", self.detail);
        metrics().cut.get_or_create(&ReasonLabel { reason: self.reason }).inc();
    }
}

/// A request made the code panic: a bug. The panic's own message is on stderr.
#[derive(Debug)]
pub struct Crashed;

impl Event for Crashed {
    fn emit(&self) {
        error!("a request crashed; the others are not touched");
        metrics().crashes.inc();
    }
}

/// Labels were drawn without some of their characters: no font has them.
#[derive(Debug)]
pub struct GlyphsMissing<'a> {
    /// The style's layer.
    pub layer: &'a str,
    /// How many characters.
    pub characters: usize,
}

impl Event for GlyphsMissing<'_> {
    fn emit(&self) {
        // At `debug`: such labels come back with every drawing; the metric tells.
        debug!(layer = self.layer, characters = self.characters, "no font has some characters of labels");
        metrics().glyphs_missing.inc_by(self.characters as u64);
    }
}

/// Cached answers were purged.
#[derive(Debug)]
pub struct Purged<'a> {
    /// What was named.
    pub what: &'a str,
    /// How many answers went.
    pub gone: usize,
}

impl Event for Purged<'_> {
    fn emit(&self) {
        info!(gone = self.gone, "purged {}", self.what);
        metrics().purged.inc_by(self.gone as u64);
    }
}

/// A source was tried out.
#[derive(Debug)]
pub struct Probed<'a> {
    /// The source.
    pub source: &'a str,
    /// What is wrong, if anything.
    pub problem: Option<&'a str>,
}

impl Event for Probed<'_> {
    fn emit(&self) {
        match self.problem {
            None => debug!(source = self.source, "source is up"),
            Some(problem) => error!(source = self.source, "source is down: {problem}"),
        }
        let labels = FailureLabels { source: self.source.to_owned(), reason: "probe" };
        metrics().source_up.get_or_create(&labels).set(i64::from(self.problem.is_none()));
    }
}

/// A database server failed; others go first for a while.
#[derive(Debug)]
pub struct DatabaseServerFailed<'a> {
    /// `host:port/database`.
    pub host: &'a str,
    /// What happened, without secrets.
    pub problem: &'a str,
}

impl Event for DatabaseServerFailed<'_> {
    fn emit(&self) {
        warn!(host = self.host, "database server set aside: {}", self.problem);
        metrics().database_failures.get_or_create(&HostLabel { host: self.host.to_owned() }).inc();
    }
}

/// What a PostGIS source needs to know of its layers has been asked of the database.
#[derive(Debug)]
pub struct LayersDescribed<'a> {
    /// The source.
    pub source: &'a str,
    /// Why there was no answer; it will be asked again.
    pub problem: Option<&'a str>,
}

impl Event for LayersDescribed<'_> {
    fn emit(&self) {
        match self.problem {
            None => info!(source = self.source, "the database knows all layers"),
            Some(problem) => error!(source = self.source, "no tiles yet, trying on: {problem}"),
        }
        let labels = FailureLabels { source: self.source.to_owned(), reason: "describe" };
        metrics().source_up.get_or_create(&labels).set(i64::from(self.problem.is_none()));
    }
}
