//! The tiles of a metatile.

use std::sync::Arc;

use crate::{service::stored::StoredBody, tile::TileId};

/// The encoded tiles of a metatile. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct MetatileTiles(Arc<[(TileId, StoredBody)]>);

impl MetatileTiles {
    pub(super) fn new(tiles: Vec<(TileId, StoredBody)>) -> Self {
        Self(tiles.into())
    }

    /// The given tile, if it is part of the metatile.
    pub(super) fn tile(&self, tile: TileId) -> Option<StoredBody> {
        self.0.iter().find(|(id, _)| *id == tile).map(|(_, body)| body.clone())
    }

    /// All tiles.
    pub(super) fn tiles(&self) -> impl Iterator<Item = &(TileId, StoredBody)> {
        self.0.iter()
    }
}
