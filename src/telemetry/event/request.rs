//! Events of requests and connections.

use std::time::Duration;

use tracing::{debug, error};

use super::Event;
use crate::{
    telemetry::{
        kartotherian::{self, AskedShapes, Measured},
        metrics::{ReasonLabel, RequestLabels, RouteLabels, metrics},
    },
    tile::Scale,
};

/// The paths of the route family `about`.
const SERVICE_PATHS: [&str; 4] = ["_info", "_info/name", "_info/version", "_info/home"];

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
    /// Zoom of a tile or of a static image.
    pub zoom: Option<u8>,
    /// Scale of a tile, if the request named one, or of a static image.
    pub scale: Option<Scale>,
    /// Which geometries were asked for.
    pub shapes: Option<AskedShapes>,
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
        if kartotherian::is_on() {
            for measured in [self.measured(), self.measured_route()].into_iter().flatten() {
                kartotherian::report(&measured, self.took);
            }
        }
    }
}

impl Answered<'_> {
    /// What Kartotherian measures about the request.
    fn measured(&self) -> Option<Measured<'_>> {
        if let Some(error) = self.error {
            return Some(Measured::Failed { error });
        }
        let (source, format, scale) = (self.source, self.format, self.scale);
        match (self.route, self.zoom) {
            _ if self.status >= 400 => None,
            ("tile", Some(zoom)) => Some(Measured::Tile { source, zoom, format, scale }),
            ("img", Some(zoom)) => Some(Measured::StaticImage { source, zoom, format, scale: scale? }),
            ("info", _) => Some(Measured::Info { source }),
            ("marker", _) => Some(Measured::Marker),
            ("geoshape" | "geoline" | "geopoint", _) => self.shapes.map(Measured::Shapes),
            _ => None,
        }
    }

    /// The time of a route of the service itself.
    fn measured_route(&self) -> Option<Measured<'_>> {
        let path = match self.route {
            "page" | "spec" | "doc" => "",
            "robots" => "robots.txt",
            "about" => {
                // In the letters of the route: clients could make many names of others.
                let asked = self.target.split('?').next().unwrap_or_default().trim_matches('/');
                SERVICE_PATHS.into_iter().find(|path| path.eq_ignore_ascii_case(asked))?
            }
            _ => return None,
        };
        Some(Measured::Route { path, method: self.method, status: self.status })
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
