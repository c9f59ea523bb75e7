//! Errors of requests for tiles, and which of them are worth a retry.

use reqwest::StatusCode;

use crate::{
    settings::SourceId,
    source::{SourceError, client::RequestError},
    tile::TileId,
};

/// A request for a tile failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// The server has no such tile.
    #[error("{tile} does not exist")]
    NotFound { tile: TileId },
    /// The status is not a success.
    #[error("{status} for {tile}")]
    Status { status: StatusCode, tile: TileId },
    /// A redirect that is not followed.
    #[error("{status} for {tile}, to a host that the configuration does not name")]
    Redirect { status: StatusCode, tile: TileId },
    /// HTML instead of a tile.
    #[error("a web page for {tile}")]
    WebPage { tile: TileId },
    /// A content encoding that was not requested.
    #[error("{tile} is encoded as {encoding:?}")]
    Encoding { tile: TileId, encoding: String },
    /// The body is larger than `limit` bytes.
    #[error("a tile of more than {limit} bytes")]
    TooLarge { limit: usize },
    /// No response in time.
    #[error("no answer in time")]
    Timeout,
    /// The request could not be made, or its connection failed.
    #[error(transparent)]
    Request(RequestError),
}

impl HttpError {
    /// Whether a retry of the request may succeed.
    pub(super) fn is_temporary(&self) -> bool {
        match self {
            Self::Timeout => true,
            Self::Status { status, .. } => matches!(
                *status,
                StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
            ),
            Self::Request(error) => !error.is_invalid(),
            _ => false,
        }
    }

    /// Converts this to an error of the source `id`.
    pub(super) fn of(self, id: &SourceId) -> SourceError {
        match self {
            Self::NotFound { .. } => SourceError::NotFound,
            Self::Timeout => SourceError::timeout(id),
            Self::TooLarge { limit } => SourceError::too_large(id, limit),
            Self::Status { status: StatusCode::TOO_MANY_REQUESTS, .. } => SourceError::unavailable(id, self),
            error if error.is_temporary() => SourceError::unavailable(id, error),
            error => SourceError::bad(id, error),
        }
    }
}

impl From<reqwest::Error> for HttpError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() { Self::Timeout } else { Self::Request(error.into()) }
    }
}
