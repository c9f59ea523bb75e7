//! A reply with the data that metrics and logs record about it.

use http::StatusCode;

use crate::{service::ServedSource, telemetry::kartotherian::AskedShapes, tile::Scale};

use super::reply::{Reply, empty};

/// The result of handling a request.
pub(super) struct Handled {
    pub(super) reply: Reply,
    /// The route family.
    pub(super) route: &'static str,
    pub(super) subject: Subject,
    /// Whether the reply is sent without the common headers.
    pub(super) bare: bool,
}

/// The labels of a request in metrics.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The id of a configured source, or empty.
    pub(super) source: String,
    /// The format's name, or empty.
    pub(super) format: &'static str,
    /// The zoom, if the request passed validation.
    pub(super) zoom: Option<u8>,
    /// The scale: of a tile if the request named one, of a static image always.
    pub(super) scale: Option<Scale>,
    /// Which geometries were asked for.
    pub(super) shapes: Option<AskedShapes>,
    /// Kartotherian's statsd name of the error.
    pub(super) error: Option<&'static str>,
}

impl Handled {
    pub(super) fn new(route: &'static str, reply: Reply) -> Self {
        Self { reply, route, subject: Subject::default(), bare: false }
    }

    /// A request that Kartotherian's HTTP parser rejects: 400 without the common headers.
    pub(super) fn malformed() -> Self {
        Self { bare: true, ..Self::new("none", empty(StatusCode::BAD_REQUEST)) }
    }

    pub(super) fn about(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }
}

impl Subject {
    /// A subject with the source's id if `known` is a public source. Unknown names are left out: otherwise clients
    /// could create any number of time series.
    pub(super) fn source<E>(known: &Result<&std::sync::Arc<ServedSource>, E>) -> Self {
        let source = known.as_ref().map(|source| source.settings.id.to_string());
        Self { source: source.unwrap_or_default(), ..Self::default() }
    }
}
