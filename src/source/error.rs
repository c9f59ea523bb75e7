//! Errors of sources, classified by how callers treat them.

use std::{error::Error, sync::Arc};

use crate::settings::SourceId;

/// The cause of an error. It is shared, because many waiters may wait for the same tile.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// A source has no tile for a query. Messages are for logs and operators: they may name internal hosts (but no
/// secrets), so public responses do not include them.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SourceError {
    /// The tile does not exist. Not a failure: cached for a short time.
    #[error("Tile does not exist")]
    NotFound,
    /// The source has no tiles at this zoom. Clients see the same message as for [`SourceError::NotFound`], but never
    /// an empty tile.
    #[error("Tile does not exist")]
    ZoomOutOfRange,
    /// The backend cannot be reached. A later retry may succeed.
    #[error("source {source_id}: {cause}")]
    Unavailable {
        /// The source.
        source_id: SourceId,
        /// What failed.
        #[source]
        cause: Cause,
    },
    /// karto has as many requests to the backend in progress as it may have: it refuses more, without asking the backend.
    #[error("source {source_id}: {cause}")]
    Busy {
        /// The source.
        source_id: SourceId,
        /// The limit.
        #[source]
        cause: Cause,
    },
    /// The deadline passed.
    #[error("source {source_id}: no answer in time")]
    Timeout {
        /// The source.
        source_id: SourceId,
    },
    /// The backend responded with an error or with something that is not a tile, or the source is misconfigured.
    #[error("source {source_id}: {cause}")]
    Bad {
        /// The source.
        source_id: SourceId,
        /// What is wrong.
        #[source]
        cause: Cause,
    },
    /// The backend responded with bytes that are not a tile, although it reported success.
    #[error("source {source_id}: {cause}")]
    NotATile {
        /// The source.
        source_id: SourceId,
        /// What the bytes are not.
        #[source]
        cause: Cause,
    },
    /// The tile is larger than allowed.
    #[error("source {source_id}: a tile of more than {limit} bytes")]
    TooLarge {
        /// The source.
        source_id: SourceId,
        /// The limit in bytes.
        limit: usize,
    },
}

impl SourceError {
    /// [`SourceError::Unavailable`] of the source `id`.
    pub(super) fn unavailable(id: &SourceId, cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { source_id: id.clone(), cause: Arc::new(cause) }
    }

    /// [`SourceError::Busy`] of the source `id`.
    pub(super) fn busy(id: &SourceId, cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Busy { source_id: id.clone(), cause: Arc::new(cause) }
    }

    /// [`SourceError::Bad`] of the source `id`.
    pub(super) fn bad(id: &SourceId, cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Bad { source_id: id.clone(), cause: Arc::new(cause) }
    }

    /// [`SourceError::NotATile`] of the source `id`.
    pub(super) fn not_a_tile(id: &SourceId, cause: impl Error + Send + Sync + 'static) -> Self {
        Self::NotATile { source_id: id.clone(), cause: Arc::new(cause) }
    }

    /// [`SourceError::Timeout`] of the source `id`.
    pub(super) fn timeout(id: &SourceId) -> Self {
        Self::Timeout { source_id: id.clone() }
    }

    /// [`SourceError::TooLarge`] of the source `id`; `limit` in bytes.
    pub(super) fn too_large(id: &SourceId, limit: usize) -> Self {
        Self::TooLarge { source_id: id.clone(), limit }
    }

    /// Whether the tile does not exist, for either reason.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound | Self::ZoomOutOfRange)
    }
}
