//! Turns features into candidates: once for each tile and layer, then once for each view that shows the tile.

mod layer_tile;
mod lines;
mod points;
mod prepare;
mod text_numbers;
mod tile_symbols;

use super::{candidate::Candidate, symbol_style::SymbolStyle};
use crate::{
    render::input::{Frame, PlacedTile, VectorTile},
    style::layer::Placement,
};
use layer_tile::LayerTile;

/// Appends the candidates of a style, unsorted. `tiles` are the layer's input and tiles.
pub(super) fn collect(
    frame: &Frame<'_, '_>,
    style: &SymbolStyle<'_>,
    (input, tiles): (usize, &[PlacedTile<'_, VectorTile<'_>>]),
    candidates: &mut Vec<Candidate>,
) {
    for (index, placed) in tiles.iter().enumerate() {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let tile = LayerTile::new(frame, style, placed, bound);
        let collect = || match style.symbol.placement.get(&tile.layout) {
            Placement::Point => points::collect(&tile),
            Placement::Line => lines::collect(&tile),
            Placement::LineCenter => lines::collect_centers(&tile),
        };
        let symbols = placed.tile.notes.get(frame.note_key(style.layer, placed), collect);
        symbols.in_view(&tile, index, candidates);
    }
}
