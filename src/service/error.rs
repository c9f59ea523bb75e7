//! Why a request has no tile: every refusal typed, worded as Kartotherian words it.

use crate::{cache::Remember, source::SourceError};

/// Why there is no answer. `Display` is the public text; what only the operator may read is
/// [`TileError::detail`].
#[derive(Debug, Clone, thiserror::Error)]
pub enum TileError {
    /// No such source.
    #[error("Unknown source")]
    UnknownSource,
    /// The source exists for other sources only.
    #[error("Source is not public")]
    NotPublic,
    /// `publicinfo: false`.
    #[error("Source info is not public")]
    InfoNotPublic,
    /// Not one of the source's `formats`.
    #[error("Format {0} is not known")]
    Format(String),
    /// Deeper than zoom 26.
    #[error("invalid zoom")]
    Zoom,
    /// Below the source's `minzoom`.
    #[error("Minimum zoom is {0}")]
    MinZoom(u8),
    /// Beyond the source's `maxzoom`.
    #[error("Maximum zoom is {0}")]
    MaxZoom(u8),
    /// The source has no `scales`.
    #[error("Scaling is not enabled for this source")]
    NoScales,
    /// Not one of the source's `scales`.
    #[error("This scaling is not allowed for this source. Allowed: \"{0}\"")]
    Scale(String),
    /// Outside the tiles of this zoom.
    #[error("x,y coordinates are not valid, or not allowed for this zoom")]
    Coordinates,
    /// Not a language code.
    #[error("lang param is not valid")]
    Lang,
    /// There is no such tile.
    #[error("Tile does not exist")]
    NoTile {
        /// Nor will there ever be one: the source does not reach this zoom.
        out_of_range: bool,
    },
    /// A source cannot answer.
    #[error("{}", public_text(.0))]
    Source(SourceError),
    /// The bytes of a source are no tile.
    #[error("The tile of the upstream source is not valid")]
    BadTile {
        /// What is wrong with them.
        detail: String,
    },
    /// Drawing failed.
    #[error("The tile could not be drawn")]
    Render {
        /// Why.
        detail: String,
    },
    /// Too much is under way.
    #[error("The server is busy")]
    Busy {
        /// Which limit: `requests` or `render`.
        limit: &'static str,
    },
    /// The asker's patience is over; the tile is still being made, for those who ask again.
    #[error("The tile is not ready yet")]
    NotReady,
    /// The request's time is over.
    #[error("No answer in time")]
    Timeout,
    /// A bug, or the service is stopping.
    #[error("The tile could not be made")]
    Lost,
    /// Known, but not built yet.
    #[error("{0} are not available in this version")]
    NotAvailable(&'static str),
}

/// Sources name their hosts and statements in `detail`; outsiders read only the class.
fn public_text(error: &SourceError) -> &'static str {
    match error {
        SourceError::NotFound | SourceError::ZoomOutOfRange => "Tile does not exist",
        SourceError::Unavailable { .. } => "The upstream source is not available",
        SourceError::Timeout { .. } => "The upstream source did not answer in time",
        SourceError::Bad { .. } => "The answer of the upstream source is not valid",
        SourceError::TooLarge { .. } => "The tile of the upstream source is too large",
    }
}

/// What kind of trouble an error is, which decides its status, its log level and its metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The request asks for something that is not offered.
    Refused,
    /// There is no such tile.
    Missing,
    /// The backend answered nonsense.
    Bad,
    /// The backend cannot be reached.
    Unavailable,
    /// Time is over.
    Timeout,
    /// Too much is under way.
    Busy,
    /// Not built yet.
    NotAvailable,
    /// Our own fault.
    Internal,
}

impl Trouble {
    /// The word for metrics and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Missing => "missing",
            Self::Bad => "bad",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Busy => "busy",
            Self::NotAvailable => "not-available",
            Self::Internal => "internal",
        }
    }
}

impl TileError {
    /// Its kind.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::NoTile { .. } => Trouble::Missing,
            Self::Source(source) => match source {
                SourceError::NotFound | SourceError::ZoomOutOfRange => Trouble::Missing,
                SourceError::Unavailable { .. } => Trouble::Unavailable,
                SourceError::Timeout { .. } => Trouble::Timeout,
                SourceError::Bad { .. } | SourceError::TooLarge { .. } => Trouble::Bad,
            },
            Self::BadTile { .. } => Trouble::Bad,
            Self::Timeout => Trouble::Timeout,
            Self::Busy { .. } | Self::NotReady => Trouble::Busy,
            Self::NotAvailable(_) => Trouble::NotAvailable,
            Self::Render { .. } | Self::Lost => Trouble::Internal,
            _ => Trouble::Refused,
        }
    }

    /// Which limit made us busy.
    pub fn limit(&self) -> &'static str {
        match self {
            Self::Busy { limit } => limit,
            Self::NotReady => "patience",
            _ => "none",
        }
    }

    /// The original's name for it in statsd, below `err.`.
    pub fn statsd_name(&self) -> &'static str {
        match self {
            Self::UnknownSource | Self::NotPublic | Self::InfoNotPublic => "req.source",
            Self::Format(_) => "req.format",
            Self::Zoom | Self::Coordinates => "req.coords",
            Self::MinZoom(_) | Self::MaxZoom(_) => "req.zoom",
            Self::NoScales | Self::Scale(_) => "req.scale",
            Self::Lang => "req.lang",
            _ => "unknown",
        }
    }

    /// What the operator reads.
    pub fn detail(&self) -> String {
        match self {
            Self::Source(source) => source.to_string(),
            Self::BadTile { detail } | Self::Render { detail } => detail.clone(),
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

impl Remember for TileError {
    fn remember(&self) -> bool {
        matches!(self, Self::NoTile { .. })
    }
}
