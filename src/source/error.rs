//! Why a source has no tile for us.

/// What went wrong, in classes that the callers treat differently. `detail` texts are for logs and the
/// operator: they may name internal hosts, so the public answer never repeats them.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SourceError {
    /// There is no such tile. Not a failure: cached for a short while.
    #[error("Tile does not exist")]
    NotFound,
    /// The source has no tiles at this zoom and never will. For the asker the same as
    /// [`SourceError::NotFound`], but no tile that is missing by chance: never answered as an empty tile.
    #[error("Tile does not exist")]
    ZoomOutOfRange,
    /// The backend cannot be reached, or its pool is exhausted: trying later may work.
    #[error("source {source_id}: {detail}")]
    Unavailable {
        /// Who.
        source_id: String,
        /// For the operator.
        detail: String,
    },
    /// The deadline passed.
    #[error("source {source_id}: no answer in time")]
    Timeout {
        /// Who.
        source_id: String,
    },
    /// The backend answered with an error or something that is no tile.
    #[error("source {source_id}: {detail}")]
    Bad {
        /// Who.
        source_id: String,
        /// For the operator.
        detail: String,
    },
    /// The answer is larger than allowed.
    #[error("source {source_id}: a tile of more than {limit} bytes")]
    TooLarge {
        /// Who.
        source_id: String,
        /// The limit in bytes.
        limit: usize,
    },
}

impl SourceError {
    /// Whether there is no such tile, for whatever reason.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound | Self::ZoomOutOfRange)
    }
}
