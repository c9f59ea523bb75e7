//! Changing tiles: unpacked with a limit, decoded and edited by the runner of CPU work.

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
    /// It is one, but a layer is not as the source needs it.
    #[error("layer {layer:?}: {fault}")]
    Layer {
        /// Name of the layer.
        layer: String,
        /// What is wrong.
        #[source]
        fault: TagFault,
    },
}

/// A tag is not as a source needs it.
#[derive(Debug, thiserror::Error)]
pub enum TagFault {
    /// A feature has the tag twice.
    #[error("a feature has {0} twice")]
    Repeated(String),
    /// A value of another type.
    #[error("{0} is not a string")]
    NotAString(String),
    /// A string that should be a JSON object.
    #[error("{tag} is not a JSON object")]
    NotAnObject {
        /// Name of the tag.
        tag: String,
        /// Why the string cannot be read as one.
        source: serde_json::Error,
    },
}

impl EditError {
    /// The same as an error of the source `id`.
    pub fn of(self, id: &SourceId) -> SourceError {
        match self {
            Self::Unpack(UnpackError::TooLarge { limit }) => SourceError::too_large(id, limit),
            error => SourceError::bad(id, error),
        }
    }
}

impl Editor {
    /// Edits of tiles of at most `limit` bytes unpacked, run by `runner`.
    pub fn new(runner: Arc<Runner>, limit: usize) -> Self {
        Self { runner, limit }
    }

    /// The largest unpacked tile, in bytes.
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
            Err(error @ (WorkError::QueueFull | WorkError::Stopped)) => Err(SourceError::unavailable(id, error)),
            Err(error @ WorkError::Panicked) => Err(SourceError::bad(id, error)),
        }
    }

    /// `tile` with the bytes that `edit` makes of it; unchanged, still packed, if `edit` returns `None`. Empty tiles
    /// stay empty. Freshness and headers of the tile stay.
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
