//! Headers and freshness that a drawn tile inherits from its vector tiles.

use std::time::Duration;

use crate::{
    service::stored::{BackendObject, StoredBody},
    source::Freshness,
    tile::TileId,
};

use super::fetch::{VectorTiles, overlap};

/// How long a tile is kept if a neighboring vector tile could not be fetched.
const INCOMPLETE: Duration = Duration::from_secs(10);

/// Adds the headers and the freshness of the vector tiles to `body`, the drawn `tile`.
pub(super) fn described(tile: TileId, mut body: StoredBody, vectors: &VectorTiles) -> StoredBody {
    body.backend = BackendObject::Empty;
    let mut freshness = Freshness::default();
    for (need, vector) in &vectors.tiles {
        // Neighbors contribute only labels: headers come from the vector tiles that overlap this tile.
        freshness = freshness.strictest(vector.freshness);
        if overlap(need.tile, tile) {
            body.headers = vector.expires().into_iter().collect();
            if vector.backend == BackendObject::Default {
                body.backend = BackendObject::Default;
            }
        }
    }
    if !vectors.failed.is_empty() {
        // Labels of a neighbor are missing, so the tile is drawn again soon.
        freshness.max_age = Some(freshness.max_age.map_or(INCOMPLETE, |age| age.min(INCOMPLETE)));
    }
    body.freshness = freshness;
    body
}
