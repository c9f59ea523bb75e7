//! Features of one tile that are drawn in one way.

use crate::render::input::{BoundLayer, PlacedTile, VectorTile};

/// Features of one tile that are drawn in one way.
pub(super) struct TileFeatures<'t, 'a> {
    pub placed: &'t PlacedTile<'t, VectorTile<'a>>,
    /// The tile's layer that they are in.
    pub bound: &'t BoundLayer<'a>,
    /// Their indices in the layer, in drawing order.
    pub indices: &'t [usize],
}
