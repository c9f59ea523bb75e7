//! The tiles that labels are placed from.

use std::collections::HashSet;

use super::{
    Frame, VectorTile,
    needs::MARGIN,
    placed_tile::{PlacedTile, place_vector},
};
use crate::style::Layer;

/// The input that a layer of labels reads and its tiles, once for each copy of the world; no tiles if the layer has no
/// source.
pub(crate) fn label_tiles<'t, 'a>(
    frame: &Frame<'t, 'a>,
    layer: &Layer,
) -> (usize, Vec<PlacedTile<'t, VectorTile<'a>>>) {
    let Some((input, source)) = frame.source(layer) else { return (0, Vec::new()) };
    let mut tiles = place_vector(frame.tiles, source, frame.view, MARGIN);
    // An ancestor that replaces several missing tiles is read only once.
    let mut seen = HashSet::new();
    tiles.retain(|placed| seen.insert((placed.id, placed.offset[0].round() as i64)));
    (input, tiles)
}
