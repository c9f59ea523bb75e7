//! Changing tiles: unpacked with a limit, decoded, edited; never on the threads that serve sockets.

use std::{sync::Arc, time::Instant};

use tokio::{sync::Semaphore, task::JoinError};

use super::{SourceError, SourceTile};
use crate::{
    mvt::{MvtError, Tile, UnpackError},
    settings::SourceId,
};

/// Runs the work of sources that change tiles. Cheap to clone; all clones share the same few permits.
#[derive(Debug, Clone)]
pub struct Editor {
    permits: Arc<Semaphore>,
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
    /// The edit panicked: a bug.
    #[error("the edit crashed: {0}")]
    Crashed(#[from] JoinError),
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
    /// `concurrency` edits at once, of tiles of at most `limit` bytes unpacked.
    pub fn new(concurrency: usize, limit: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(concurrency.max(1))), limit }
    }

    /// The largest unpacked tile, in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Runs `job` on a thread for CPU work, for the source `id`; waits for a permit until `deadline`. The permit is
    /// held until the job is done, even if the caller has left: otherwise work would pile up behind callers that
    /// give up.
    pub async fn run<T: Send + 'static>(
        &self,
        id: &SourceId,
        deadline: Instant,
        job: impl FnOnce() -> Result<T, EditError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let timeout = || SourceError::timeout(id);
        let work = async {
            // The semaphore is never closed.
            let permit = self.permits.clone().acquire_owned().await.map_err(|_| timeout())?;
            let job = tokio::task::spawn_blocking(move || {
                let _permit = permit;
                job()
            });
            job.await.map_err(EditError::from).flatten().map_err(|error| error.of(id))
        };
        tokio::time::timeout_at(deadline.into(), work).await.map_err(|_| timeout())?
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
