//! Events of sources and their servers.

use tracing::{debug, error, info, warn};

use super::Event;
use crate::telemetry::metrics::{FailureLabels, HostLabel, metrics};

/// A source was probed.
#[derive(Debug)]
pub struct SourceProbed<'a> {
    /// The source.
    pub source: &'a str,
    /// The problem; `None` if the source works.
    pub problem: Option<&'a str>,
}

impl Event for SourceProbed<'_> {
    fn emit(&self) {
        match self.problem {
            None => debug!(source = self.source, "source is up"),
            Some(problem) => error!(source = self.source, "source is down: {problem}"),
        }
        let labels = FailureLabels { source: self.source.to_owned(), reason: "probe" };
        metrics().source_up.get_or_create(&labels).set(i64::from(self.problem.is_none()));
    }
}

/// A database server failed and is in backoff.
#[derive(Debug)]
pub struct DatabaseServerFailed<'a> {
    /// `host:port/database`.
    pub host: &'a str,
    /// The problem, without secrets.
    pub problem: &'a str,
}

impl Event for DatabaseServerFailed<'_> {
    fn emit(&self) {
        warn!(host = self.host, "database server failed and is in backoff: {}", self.problem);
        metrics().database_failures.get_or_create(&HostLabel { host: self.host.to_owned() }).inc();
    }
}

/// The database was queried about the layers of a PostGIS source.
#[derive(Debug)]
pub struct LayersDescribed<'a> {
    /// The source.
    pub source: &'a str,
    /// The error; `None` on success. Failed queries are retried until they succeed.
    pub problem: Option<&'a str>,
}

impl Event for LayersDescribed<'_> {
    fn emit(&self) {
        match self.problem {
            None => info!(source = self.source, "the layers are known, tiles can be served"),
            Some(problem) => error!(source = self.source, "the layers are not known yet, retrying: {problem}"),
        }
        let labels = FailureLabels { source: self.source.to_owned(), reason: "describe" };
        metrics().source_up.get_or_create(&labels).set(i64::from(self.problem.is_none()));
    }
}

/// A part of the map data of a page could not be loaded and is left out of a picture.
#[derive(Debug)]
pub struct MapdataPartFailed<'a> {
    /// The wiki of the page.
    pub wiki: &'a str,
    /// The service that the part is from, as the page says.
    pub service: &'a str,
    /// The problem.
    pub problem: &'a str,
}

impl Event for MapdataPartFailed<'_> {
    fn emit(&self) {
        warn!(wiki = self.wiki, service = self.service, "a part of the map data is left out: {}", self.problem);
        metrics().mapdata_parts_failed.inc();
    }
}
