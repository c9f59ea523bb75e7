//! Overzoom: tiles derived from an ancestor.

use super::{
    clip::{ClipBuffers, ClipWindow},
    tags::IndexMap,
};
use crate::mvt::{GeometryType, GeometryWriter, LayerWriter, Tile};

/// Buffer of lines and polygons: a sixteenth of the tile (16 of 256 pixels), which is more than line widths and halos
/// need.
const BUFFER: f64 = 1.0 / 16.0;

/// Buffer of points: a quarter of the tile, as in Wikimedia's label layers, so that a label anchored in the next tile
/// is drawn in this one too.
const POINT_BUFFER: f64 = 1.0 / 4.0;

/// The part of `tile` that belongs to one of its descendants, `dz` zooms deeper, at `column` and `row` of the `2^dz ×
/// 2^dz` descendants, scaled to the full extent and clipped to the tile and its buffer.
///
/// Features and layers without content in that part are dropped, and so are features with invalid geometry or geometry
/// of unknown type.
pub fn overzoom(tile: &Tile<'_>, dz: u8, column: u32, row: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut buffers = ClipBuffers::default();
    let mut geometry = GeometryWriter::default();
    for layer in &tile.layers {
        let extent = f64::from(layer.extent);
        let window = |buffer: f64| ClipWindow {
            scale: f64::from(dz).exp2(),
            offset: [f64::from(column) * extent, f64::from(row) * extent],
            min: -extent * buffer,
            max: extent * (1.0 + buffer),
        };
        let (near, far) = (window(BUFFER), window(POINT_BUFFER));
        let mut writer = LayerWriter::like(layer);
        let mut indices = IndexMap::new(layer);
        for feature in &layer.features {
            geometry.clear();
            let window = if feature.kind == GeometryType::Point { &far } else { &near };
            let clipped = window.clip(feature.geometry(), feature.kind, &mut buffers, &mut geometry);
            if clipped.is_err() || geometry.packed().is_empty() {
                continue;
            }
            for (key, value) in feature.tags() {
                indices.tag(&mut writer, key, value);
            }
            writer.feature(feature.id, feature.kind, geometry.packed());
        }
        if !writer.is_empty() {
            writer.finish(&mut out);
        }
    }
    out
}
