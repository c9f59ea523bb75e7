//! Labels of metrics.

use prometheus_client::encoding::EncodeLabelSet;

/// Labels of requests by status.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RequestLabels {
    /// Route family.
    pub route: &'static str,
    /// A configured source, or empty.
    pub source: String,
    /// Requested format, or empty.
    pub format: &'static str,
    /// HTTP status.
    pub status: u16,
}

/// Labels of the time and size of responses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RouteLabels {
    /// Route family.
    pub route: &'static str,
    /// A configured source, or empty.
    pub source: String,
    /// Requested format, or empty.
    pub format: &'static str,
}

/// Labels of served tiles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct TileLabels {
    /// The source.
    pub source: String,
    /// Zoom.
    pub zoom: u8,
    /// Format.
    pub format: &'static str,
    /// Scale, as in URLs; 1 for formats that are not drawn.
    pub scale: String,
    /// The state of the cache entry: hit, miss, stale, stale-if-error.
    pub cache: &'static str,
}

/// Labels of failures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct FailureLabels {
    /// The source.
    pub source: String,
    /// Class of the failure, or the check that found it.
    pub reason: &'static str,
}

/// Labels of failed requests for shapes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ShapeLabels {
    /// `geoshape`, `geoline` or `geopoint`.
    pub kind: &'static str,
    /// Class of the failure.
    pub reason: &'static str,
}

/// A database server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct HostLabel {
    /// `host:port/…`, as configured.
    pub host: String,
}

/// Labels of connections to a database server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ConnectionLabels {
    /// The source that uses them.
    pub source: String,
    /// `host:port/…`, as configured.
    pub host: String,
    /// `in_use`, `idle`, `most` (the limit), or `waiting` (requests without one).
    pub state: &'static str,
}

/// The result of a reload.
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

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ReasonLabel {
    /// A single word.
    pub reason: &'static str,
}

/// A configuration.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ConfigLabel {
    /// Its hash.
    pub hash: String,
}
