//! Turns features into candidates.

mod layer_tile;
mod lines;
mod points;
mod prepare;
mod text_numbers;

use std::collections::HashSet;

use super::{candidate::Candidate, symbol_style::SymbolStyle};
use crate::{
    render::input::{Frame, MARGIN, PlacedTile, VectorTile, place_vector},
    style::{Layer, layer::Placement},
};
use layer_tile::LayerTile;

/// The input that a symbol layer reads and its tiles, once for each copy of the world; no tiles if the layer has no
/// source.
pub(super) fn tiles<'t, 'a>(frame: &Frame<'t, 'a>, layer: &Layer) -> (usize, Vec<PlacedTile<'t, VectorTile<'a>>>) {
    let Some((input, source)) = frame.source(layer) else { return (0, Vec::new()) };
    let mut tiles = place_vector(frame.tiles, source, frame.view, MARGIN);
    // An ancestor that replaces several missing tiles is read only once.
    let mut seen = HashSet::new();
    tiles.retain(|placed| seen.insert((placed.id, placed.offset[0].round() as i64)));
    (input, tiles)
}

/// Appends the candidates of a style, unsorted. `tiles` are the layer's input and tiles.
pub(super) fn collect(
    frame: &Frame<'_, '_>,
    style: &SymbolStyle<'_>,
    (input, tiles): (usize, &[PlacedTile<'_, VectorTile<'_>>]),
    candidates: &mut Vec<Candidate>,
) {
    for (index, placed) in tiles.iter().enumerate() {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let tile = LayerTile::new(frame, style, (index, placed), bound);
        match style.symbol.placement.get(&tile.layout) {
            Placement::Point => points::collect(&tile, candidates),
            Placement::Line => lines::collect(&tile, candidates),
            Placement::LineCenter => lines::collect_centers(&tile, candidates),
        }
    }
}
