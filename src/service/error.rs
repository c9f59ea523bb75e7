//! Errors of requests for tiles, with Kartotherian's messages.

use std::{error::Error, sync::Arc};

use crate::{
    cache::{Miss, Remember},
    source::{
        SourceError,
        geoshape::{ShapeError, UpstreamFailure},
    },
};

use super::error_kind::ErrorKind;

/// The cause of a [`TileError`], shared by all requests that wait for the tile.
pub(crate) type SharedError = Arc<dyn Error + Send + Sync>;

/// A request for a tile failed. `Display` is the public message; [`TileError::detail`] is for operators only.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum TileError {
    /// There is no such source.
    #[error("Unknown source")]
    UnknownSource,
    /// The source is not public; only other sources use it.
    #[error("Source is not public")]
    NotPublic,
    /// `publicinfo: false`.
    #[error("Source info is not public")]
    InfoNotPublic,
    /// Not one of the source's `formats`.
    #[error("Format {0} is not known")]
    Format(String),
    /// Above zoom 26.
    #[error("invalid zoom")]
    Zoom,
    /// Below the source's `minzoom`.
    #[error("Minimum zoom is {0}")]
    MinZoom(u8),
    /// Above the source's `maxzoom`.
    #[error("Maximum zoom is {0}")]
    MaxZoom(u8),
    /// The source has no `scales`.
    #[error("Scaling is not enabled for this source")]
    NoScales,
    /// Not one of the source's `scales`.
    #[error("This scaling is not allowed for this source. Allowed: \"{0}\"")]
    Scale(String),
    /// Outside of the tiles of this zoom.
    #[error("x,y coordinates are not valid, or not allowed for this zoom")]
    Coordinates,
    /// Not a language code.
    #[error("lang param is not valid")]
    Lang,
    /// There is no such tile.
    #[error("Tile does not exist")]
    NoTile {
        /// Whether the source has no tiles at this zoom at all.
        out_of_range: bool,
    },
    /// The source failed.
    #[error("{}", public_text(.0))]
    Source(#[source] SourceError),
    /// The source returned bytes that are not a tile.
    #[error("The tile of the upstream source is not valid")]
    BadTile(#[source] SharedError),
    /// A request for shapes failed.
    #[error(transparent)]
    Shapes(ShapeError),
    /// Drawing failed.
    #[error("The tile could not be drawn")]
    Render(#[source] SharedError),
    /// A limit on concurrent work is reached.
    #[error("The server is busy")]
    Busy {
        /// The limit: `requests`, `shapes`, `render`, `work` or `responses`.
        limit: &'static str,
    },
    /// The request has waited for its `patience`. The tile is still being made, for later requests.
    #[error("The tile is not ready yet")]
    NotReady,
    /// The request timed out.
    #[error("No answer in time")]
    Timeout,
    /// A bug, or the service is stopping.
    #[error("The tile could not be made")]
    Lost,
}

/// The public message, which names only the class of the error. The error itself may name hosts and statements.
fn public_text(error: &SourceError) -> &'static str {
    match error {
        SourceError::NotFound | SourceError::ZoomOutOfRange => "Tile does not exist",
        SourceError::Unavailable { .. } => "The upstream source is not available",
        SourceError::Busy { .. } => "The server is busy",
        SourceError::Timeout { .. } => "The upstream source did not answer in time",
        SourceError::Bad { .. } | SourceError::NotATile { .. } => "The answer of the upstream source is not valid",
        SourceError::TooLarge { .. } => "The tile of the upstream source is too large",
    }
}

impl TileError {
    /// [`TileError::BadTile`] with its cause.
    pub(crate) fn bad_tile(error: impl Error + Send + Sync + 'static) -> Self {
        Self::BadTile(Arc::new(error))
    }

    /// [`TileError::Render`] with its cause.
    pub(crate) fn render(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Render(Arc::new(error))
    }

    /// The class of the error.
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoTile { .. } => ErrorKind::Missing,
            Self::Source(source) => match source {
                SourceError::NotFound | SourceError::ZoomOutOfRange => ErrorKind::Missing,
                SourceError::Unavailable { .. } => ErrorKind::Unavailable,
                SourceError::Busy { .. } => ErrorKind::Busy,
                SourceError::Timeout { .. } => ErrorKind::Timeout,
                SourceError::Bad { .. } | SourceError::NotATile { .. } | SourceError::TooLarge { .. } => ErrorKind::Bad,
            },
            Self::BadTile(_) => ErrorKind::Bad,
            Self::Shapes(ShapeError::Upstream { failure, .. }) => match failure {
                UpstreamFailure::Unavailable => ErrorKind::Unavailable,
                UpstreamFailure::Timeout => ErrorKind::Timeout,
                UpstreamFailure::Bad => ErrorKind::Bad,
            },
            Self::Timeout => ErrorKind::Timeout,
            Self::Busy { .. } | Self::NotReady => ErrorKind::Busy,
            Self::Render(_) | Self::Lost => ErrorKind::Internal,
            _ => ErrorKind::Refused,
        }
    }

    /// The limit that was reached, for metrics; `none` if the error is not about a limit.
    pub(crate) fn limit(&self) -> &'static str {
        match self {
            Self::Busy { limit } => limit,
            Self::NotReady => "patience",
            Self::Source(SourceError::Busy { .. }) => "source",
            _ => "none",
        }
    }

    /// Kartotherian's name of the error in statsd, under `err.`.
    pub(crate) fn statsd_name(&self) -> &'static str {
        match self {
            Self::UnknownSource | Self::NotPublic => "req.source",
            Self::InfoNotPublic => "req.sourceinfo",
            Self::Format(_) => "req.format",
            Self::Zoom | Self::Coordinates => "req.coords",
            Self::MinZoom(_) | Self::MaxZoom(_) => "req.zoom",
            Self::NoScales | Self::Scale(_) => "req.scale",
            Self::Lang => "req.lang",
            _ => "unknown",
        }
    }

    /// The message for operators.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Source(source) => source.to_string(),
            Self::Shapes(error) => error.detail(),
            Self::BadTile(error) | Self::Render(error) => error.to_string(),
            other => other.to_string(),
        }
    }
}

impl From<SourceError> for TileError {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::NotFound => Self::NoTile { out_of_range: false },
            SourceError::ZoomOutOfRange => Self::NoTile { out_of_range: true },
            other => Self::Source(other),
        }
    }
}

impl From<ShapeError> for TileError {
    fn from(error: ShapeError) -> Self {
        match error {
            ShapeError::Busy => Self::Busy { limit: "shapes" },
            ShapeError::Timeout => Self::Timeout,
            ShapeError::Lost => Self::Lost,
            other => Self::Shapes(other),
        }
    }
}

impl From<Miss<Self>> for TileError {
    fn from(miss: Miss<Self>) -> Self {
        match miss {
            Miss::Failed(error) => error,
            Miss::Timeout => Self::Timeout,
            Miss::Lost => Self::Lost,
        }
    }
}

impl Remember for TileError {
    fn remember(&self) -> bool {
        matches!(self, Self::NoTile { .. })
    }
}
