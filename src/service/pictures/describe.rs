//! What a drawn tile takes over from the vector tiles it was drawn from.

use std::time::Duration;

use crate::{
    service::stored::{BackendObject, StoredBody},
    source::Freshness,
    tile::TileId,
};

use super::fetch::{VectorTiles, overlap};

/// How long a tile is kept if the tiles of a neighbor could not be fetched.
const INCOMPLETE: Duration = Duration::from_secs(10);

/// `body`, the drawn `tile`, with the headers and the freshness of its vector tiles.
pub(super) fn described(tile: TileId, mut body: StoredBody, vectors: &VectorTiles) -> StoredBody {
    body.backend = BackendObject::Empty;
    let mut freshness = Freshness::default();
    for (need, vector) in &vectors.tiles {
        // Neighbors are used for labels too, but only the tiles under this one make its content.
        freshness = freshness.strictest(vector.freshness);
        if overlap(need.tile, tile) {
            body.headers = vector.expires().into_iter().collect();
            if vector.backend == BackendObject::Default {
                body.backend = BackendObject::Default;
            }
        }
    }
    if !vectors.failed.is_empty() {
        // Labels of a neighbor are missing: it is drawn again soon.
        freshness.max_age = Some(freshness.max_age.map_or(INCOMPLETE, |age| age.min(INCOMPLETE)));
    }
    body.freshness = freshness;
    body
}
