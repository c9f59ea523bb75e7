//! A tile out of its ancestor.

use super::{
    clip::{Scratch, Window},
    tags::Remap,
};
use crate::mvt::{GeometryKind, GeometryWriter, LayerWriter, Tile};

/// Kept around the square of lines and polygons: a sixteenth of the tile (16 of 256 pixels), more than
/// line widths and halos reach.
const BUFFER: f64 = 1.0 / 16.0;

/// Kept around the square of points: a quarter of the tile, as Wikimedia's label layers have it, so that
/// a label whose point lies in the next tile is drawn in this one too.
const POINT_BUFFER: f64 = 1.0 / 4.0;

/// The part of `tile` that one of its descendants shows, `dz` zooms deeper, at `column` and `row` of
/// the `2^dz × 2^dz` descendants: scaled to the full extent and cut with a buffer around the square.
///
/// Features and layers of which nothing is left are dropped, and so are features whose geometry is
/// broken or of unknown kind.
pub fn overzoom(tile: &Tile<'_>, dz: u8, column: u32, row: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut scratch = Scratch::default();
    let mut geometry = GeometryWriter::default();
    for layer in &tile.layers {
        let extent = f64::from(layer.extent);
        let window = |buffer: f64| Window {
            scale: f64::from(dz).exp2(),
            offset: [f64::from(column) * extent, f64::from(row) * extent],
            min: -extent * buffer,
            max: extent * (1.0 + buffer),
        };
        let (near, far) = (window(BUFFER), window(POINT_BUFFER));
        let mut writer = LayerWriter::like(layer);
        let mut remap = Remap::new(layer);
        for feature in &layer.features {
            geometry.clear();
            let window = if feature.kind == GeometryKind::Point { &far } else { &near };
            let cut = window.cut(feature.geometry(), feature.kind, &mut scratch, &mut geometry);
            if cut.is_err() || geometry.packed().is_empty() {
                continue;
            }
            for (key, value) in feature.tags() {
                remap.tag(&mut writer, key, value);
            }
            writer.feature(feature.id, feature.kind, geometry.packed());
        }
        if !writer.is_empty() {
            writer.finish(&mut out);
        }
    }
    out
}
