//! Events of requests and connections.

use std::time::Duration;

use tracing::{debug, error};

use super::Event;
use crate::{
    telemetry::{
        metrics::{ReasonLabel, RequestLabels, RouteLabels, metrics},
        statsd,
    },
    tile::Scale,
};

/// A request was answered.
#[derive(Debug)]
pub struct Answered<'a> {
    /// Request id.
    pub id: &'a str,
    /// Method.
    pub method: &'a str,
    /// Path and query, as received.
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
    /// Kartotherian's name of the error: `req.zoom`.
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
        m.bytes.get_or_create(&RouteLabels { route, source: source.clone(), format }).inc_by(self.bytes as u64);
        m.request_seconds.get_or_create(&RouteLabels { route, source, format }).observe(self.took.as_secs_f64());
        if statsd::is_on() {
            self.push();
        }
    }
}

impl Answered<'_> {
    /// Sends the request to statsd, under Kartotherian's names.
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
            ("geoshape" | "geoline" | "geopoint", _) if self.status < 400 => {
                let by = if self.target.contains("query=") { "wdqs" } else { "ids" };
                statsd::timing(&format!("{}.{by}", self.route), self.took);
            }
            ("info", _) if self.status < 400 => statsd::timing(&format!("req.{source}.info"), self.took),
            ("marker", _) if self.status < 400 => statsd::timing("marker", self.took),
            _ => {}
        }
    }
}

/// A request was refused under load.
#[derive(Debug)]
pub struct Shed {
    /// The limit.
    pub reason: &'static str,
}

impl Event for Shed {
    fn emit(&self) {
        // At `debug`: under overload, a line per request would make things worse. The metric counts them.
        debug!(reason = self.reason, "refused under load");
        metrics().shed.get_or_create(&ReasonLabel { reason: self.reason }).inc();
    }
}

/// The client disconnected before the response.
#[derive(Debug)]
pub struct Abandoned<'a> {
    /// Path and query.
    pub target: &'a str,
}

impl Event for Abandoned<'_> {
    fn emit(&self) {
        debug!(target = self.target, "the client disconnected before the response");
        metrics().abandoned.inc();
    }
}

/// A connection was closed early or could not be accepted.
#[derive(Debug)]
pub struct ConnectionCut<'a> {
    /// The class of the reason.
    pub reason: &'static str,
    /// Peer and error.
    pub detail: &'a str,
}

impl Event for ConnectionCut<'_> {
    fn emit(&self) {
        debug!(reason = self.reason, "connection cut: {}", self.detail);
        metrics().cut.get_or_create(&ReasonLabel { reason: self.reason }).inc();
    }
}

/// A request caused a panic: a bug. The panic's message is on stderr.
#[derive(Debug)]
pub struct Crashed;

impl Event for Crashed {
    fn emit(&self) {
        error!("a request caused a panic; other requests are not affected");
        metrics().crashes.inc();
    }
}
