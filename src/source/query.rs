//! Queries for tiles.

use std::time::Instant;

use crate::tile::{Lang, TileId};

/// A query for a tile.
#[derive(Debug, Clone)]
pub struct TileQuery {
    /// The tile.
    pub tile: TileId,
    /// The language of labels; `None` selects the default of the configuration.
    pub lang: Option<Lang>,
    /// When the caller stops waiting. Sources pass it on and return by then.
    pub deadline: Instant,
}
