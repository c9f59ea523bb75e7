//! Changing tiles: unpacked with a limit, decoded, edited; never on the threads that serve sockets.

use std::{sync::Arc, time::Instant};

use tokio::sync::Semaphore;

use super::{Encoding, SourceError, SourceTile};
use crate::{
    mvt::{MvtError, Tile, UnpackError, unpack},
    settings::SourceId,
};

/// Does the work of sources that change tiles. Cheap to clone; all clones share the same few slots.
#[derive(Debug, Clone)]
pub struct Editor {
    slots: Arc<Semaphore>,
    limit: usize,
}

/// Why a tile cannot be changed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EditError {
    /// It cannot be unpacked.
    #[error(transparent)]
    Unpack(#[from] UnpackError),
    /// It is no vector tile.
    #[error(transparent)]
    Decode(#[from] MvtError),
    /// It is one, but not as the source needs it.
    #[error("layer {layer:?}: {detail}")]
    Layer {
        /// Name of the layer.
        layer: String,
        /// What is wrong.
        detail: String,
    },
}

impl EditError {
    /// The same as an error of the source `id`.
    pub fn of(self, id: &SourceId) -> SourceError {
        match self {
            Self::Unpack(UnpackError::TooLarge { limit }) => SourceError::TooLarge { source_id: id.to_string(), limit },
            error => SourceError::Bad { source_id: id.to_string(), detail: error.to_string() },
        }
    }
}

impl Editor {
    /// `slots` edits at once, of tiles of at most `limit` bytes unpacked.
    pub fn new(slots: usize, limit: usize) -> Self {
        Self { slots: Arc::new(Semaphore::new(slots.max(1))), limit }
    }

    /// The largest unpacked tile, in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Runs `job` where CPU work belongs; waits for a free slot until `deadline`. The slot stays taken
    /// until the job is done, even when the asker has left: otherwise leaving askers would pile up work.
    pub async fn run<T: Send + 'static>(
        &self,
        id: &SourceId,
        deadline: Instant,
        job: impl FnOnce() -> Result<T, EditError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let timeout = || SourceError::Timeout { source_id: id.to_string() };
        let bad = |detail: &str| SourceError::Bad { source_id: id.to_string(), detail: detail.to_owned() };
        let work = async {
            let slot = self.slots.clone().acquire_owned().await.map_err(|_| bad("shutting down"))?;
            let job = tokio::task::spawn_blocking(move || {
                let _slot = slot;
                job()
            });
            match job.await {
                Ok(done) => done.map_err(|error| error.of(id)),
                Err(_) => Err(bad("the edit crashed")),
            }
        };
        tokio::time::timeout_at(deadline.into(), work).await.map_err(|_| timeout())?
    }

    /// `tile` with what `edit` makes of it; as it came, still packed, where that is `None`. Empty tiles
    /// stay empty. What the backend said of the tile holds on.
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
            let edited = edit(&Tile::decode(&unpacked(&tile, limit)?)?)?;
            Ok(match edited {
                Some(bytes) => tile.with_bytes(bytes),
                None => tile,
            })
        })
        .await
    }
}

/// The unpacked bytes of a tile.
pub fn unpacked(tile: &SourceTile, limit: usize) -> Result<std::borrow::Cow<'_, [u8]>, UnpackError> {
    unpack(&tile.bytes, tile.encoding.packing(), limit)
}

/// How bytes are packed that come without a word about it.
pub fn detected(bytes: &[u8]) -> Encoding {
    match bytes {
        [0x1f, 0x8b, ..] => Encoding::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Encoding::Zstd,
        _ => Encoding::Identity,
    }
}
