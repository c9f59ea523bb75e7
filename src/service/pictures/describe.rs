//! Headers and freshness that a drawn tile inherits from its vector tiles.

use crate::{
    service::stored::{BackendObject, StoredBody},
    tile::TileId,
};

use super::fetch::{VectorTiles, overlap};

/// Adds the headers and the freshness of the vector tiles to `body`, the drawn `tile` of `source`.
pub(super) fn described(tile: TileId, body: StoredBody, vectors: &VectorTiles, source: &str) -> StoredBody {
    let mut body = vectors.aged(body, source);
    body.backend = BackendObject::Empty;
    for (need, vector) in &vectors.tiles {
        // Neighbors contribute only labels: headers come from the vector tiles that overlap this tile.
        if overlap(need.tile, tile) {
            body.headers = vector.expires().into_iter().collect();
            if vector.backend == BackendObject::Default {
                body.backend = BackendObject::Default;
            }
        }
    }
    body
}
