//! Queries for tiles.

use std::time::Instant;

use crate::tile::{Lang, TileId};

/// A query for one tile.
#[derive(Debug, Clone)]
pub struct TileQuery {
    /// The tile.
    pub tile: TileId,
    /// The language of labels; `None` leaves it to the configuration.
    pub lang: Option<Lang>,
    /// When the caller stops waiting. Sources pass it on and give up by then.
    pub deadline: Instant,
}
