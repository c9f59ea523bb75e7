//! Editing of tiles: they are decompressed with a limit, decoded and edited on the threads for CPU work.

use std::{sync::Arc, time::Instant};

use super::{SourceError, SourceTile};
use crate::{
    mvt::{MvtError, Tile, UnpackError},
    settings::SourceId,
    work::{Class, Runner, WorkError},
};

/// Runs the work of sources that change tiles. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Editor {
    runner: Arc<Runner>,
    limit: usize,
}

/// A tile cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It cannot be unpacked.
    #[error(transparent)]
    Unpack(#[from] UnpackError),
    /// It is not a vector tile.
    #[error(transparent)]
    Decode(#[from] MvtError),
    /// A layer does not have the form that the source needs.
    #[error("layer {layer:?}: {fault}")]
    Layer {
        /// The name of the layer.
        layer: String,
        /// What is wrong.
        #[source]
        fault: TagFault,
    },
}

/// A tag does not have the form that a source needs.
#[derive(Debug, thiserror::Error)]
pub enum TagFault {
    /// A feature has the tag twice.
    #[error("a feature has {0} twice")]
    Repeated(String),
    /// The value is not a string.
    #[error("{0} is not a string")]
    NotAString(String),
    /// The string is not a JSON object.
    #[error("{tag} is not a JSON object")]
    NotAnObject {
        /// The name of the tag.
        tag: String,
        /// The error of the JSON parser.
        source: serde_json::Error,
    },
}

impl EditError {
    /// Converts this to an error of the source `id`.
    pub fn of(self, id: &SourceId) -> SourceError {
        match self {
            Self::Unpack(UnpackError::TooLarge { limit }) => SourceError::too_large(id, limit),
            error => SourceError::bad(id, error),
        }
    }
}

impl Editor {
    /// An editor for tiles of at most `limit` decompressed bytes, which runs its work on `runner`.
    pub fn new(runner: Arc<Runner>, limit: usize) -> Self {
        Self { runner, limit }
    }

    /// The maximum size of a decompressed tile, in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Runs `job` for the source `id`, until `deadline`.
    pub async fn run<T: Send + 'static>(
        &self,
        id: &SourceId,
        deadline: Instant,
        job: impl FnOnce() -> Result<T, EditError> + Send + 'static,
    ) -> Result<T, SourceError> {
        match self.runner.run(Class::Short, deadline, |_| job()).await {
            Ok(result) => result.map_err(|error| error.of(id)),
            Err(WorkError::Deadline) => Err(SourceError::timeout(id)),
            // The source is not to blame, so that its breaker stays closed.
            Err(error @ WorkError::QueueFull) => Err(SourceError::busy(id, error)),
            Err(error @ WorkError::Stopped) => Err(SourceError::unavailable(id, error)),
            Err(error @ WorkError::Panicked) => Err(SourceError::bad(id, error)),
        }
    }

    /// Replaces the bytes of `tile` by those that `edit` returns. If `edit` returns `None` or the tile is empty, the
    /// tile is not changed. Freshness and headers stay the same.
    pub async fn edit(
        &self,
        id: &SourceId,
        deadline: Instant,
        tile: SourceTile,
        edit: impl FnOnce(&Tile<'_>) -> Result<Option<Vec<u8>>, EditError> + Send + 'static,
    ) -> Result<SourceTile, SourceError> {
        if tile.bytes.is_empty() {
            return Ok(tile);
        }
        let limit = self.limit;
        self.run(id, deadline, move || {
            let edited = edit(&Tile::decode(&tile.unpacked(limit)?)?)?;
            Ok(match edited {
                Some(bytes) => tile.with_bytes(bytes),
                None => tile,
            })
        })
        .await
    }
}
