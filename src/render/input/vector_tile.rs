//! Vector tiles, bound to a style.

use yoke::Yokeable;

use super::{BoundLayer, tile_notes::TileNotes};
use crate::{
    mvt,
    style::{Input, Style},
    tile::TileId,
};

/// A vector tile, reduced to the layers that the style reads.
#[derive(Debug, Yokeable)]
pub struct VectorTile<'a> {
    /// The id of the tile.
    pub id: TileId,
    /// Index into [`Style::inputs`] and the layer.
    layers: Vec<(usize, BoundLayer<'a>)>,
    /// What pictures found out about the tile.
    pub(crate) notes: TileNotes,
}

impl<'a> VectorTile<'a> {
    /// Binds the layers of `tile` that `style` reads from `source`.
    pub fn bind(style: &Style, source: &str, id: TileId, tile: mvt::Tile<'a>) -> Self {
        let mut layers = Vec::new();
        for layer in tile.layers {
            let reads = |i: &Input| i.source == source && i.source_layer.as_deref() == Some(layer.name);
            if let Some((at, input)) = style.inputs.iter().enumerate().find(|(_, i)| reads(i)) {
                layers.push((at, BoundLayer::from_mvt(layer, id, &input.keys)));
            }
        }
        Self { id, layers, notes: TileNotes::default() }
    }

    /// Creates a tile with the single layer of a GeoJSON source; `input` is the index of the style input that reads it.
    pub fn of_layer(id: TileId, input: usize, layer: BoundLayer<'a>) -> Self {
        Self { id, layers: vec![(input, layer)], notes: TileNotes::default() }
    }

    /// The layer that [`Style::inputs`]`[input]` names, if the tile has it.
    pub fn layer(&self, input: usize) -> Option<&BoundLayer<'a>> {
        self.layers.iter().find(|(at, _)| *at == input).map(|(_, layer)| layer)
    }

    /// The size in memory, without the bytes of the tile.
    pub(super) fn bytes(&self) -> usize {
        self.notes.bytes() + self.layers.iter().map(|(_, layer)| layer.bytes()).sum::<usize>()
    }
}
