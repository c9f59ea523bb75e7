//! A reply with what metrics and logs say about it.

use http::StatusCode;

use crate::{service::ServedSource, tile::Scale};

use super::reply::{Reply, empty};

/// What a handler made of a request.
pub(super) struct Handled {
    pub(super) reply: Reply,
    /// The route family.
    pub(super) route: &'static str,
    pub(super) subject: Subject,
    /// Without the headers that every reply has.
    pub(super) bare: bool,
}

/// What a request was about, for the metrics.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// A configured source, or empty.
    pub(super) source: String,
    /// Format, or empty.
    pub(super) format: &'static str,
    /// Zoom of a tile that may be asked for.
    pub(super) zoom: Option<u8>,
    /// Scale, if the request named one.
    pub(super) scale: Option<Scale>,
    /// The original's name of the error.
    pub(super) error: Option<&'static str>,
}

impl Handled {
    pub(super) fn new(route: &'static str, reply: Reply) -> Self {
        Self { reply, route, subject: Subject::default(), bare: false }
    }

    /// A request that is not even HTTP as the original's parser knows it: refused without any headers.
    pub(super) fn malformed() -> Self {
        Self { bare: true, ..Self::new("none", empty(StatusCode::BAD_REQUEST)) }
    }

    pub(super) fn about(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }
}

impl Subject {
    /// A source, if it is one that clients may know: they must not be able to fill the metrics with names.
    pub(super) fn source<E>(known: &Result<&std::sync::Arc<ServedSource>, E>) -> Self {
        let source = known.as_ref().map(|source| source.settings.id.to_string());
        Self { source: source.unwrap_or_default(), ..Self::default() }
    }
}
