//! Maps properties in a layer's JSON to fields of the tree, with one table per layer type.

mod background;
mod circle;
mod entry;
mod fill;
mod fill_extrusion;
mod heatmap;
mod hillshade;
mod line;
mod raster;
mod symbol;
mod table;

pub use entry::PropertyEntry;

use super::reader::LayerReader;
use crate::style::LayerKind;

/// The properties that are read from layers of `kind`; empty for types that are not drawn.
pub fn properties_of(kind: &str) -> &'static [PropertyEntry] {
    match kind {
        "background" => background::PROPERTIES,
        "fill" => fill::PROPERTIES,
        "line" => line::PROPERTIES,
        "circle" => circle::PROPERTIES,
        "symbol" => symbol::PROPERTIES,
        "raster" => raster::PROPERTIES,
        "heatmap" => heatmap::PROPERTIES,
        "hillshade" => hillshade::PROPERTIES,
        "fill-extrusion" => fill_extrusion::PROPERTIES,
        _ => &[],
    }
}

/// Reads the properties of a layer of `kind`; `None` for types that are not drawn.
pub(super) fn read(kind: &str, reader: &mut LayerReader<'_>) -> Option<LayerKind> {
    Some(match kind {
        "background" => LayerKind::Background(background::read(reader)),
        "fill" => LayerKind::Fill(fill::read(reader)),
        "line" => LayerKind::Line(Box::new(line::read(reader))),
        "circle" => LayerKind::Circle(Box::new(circle::read(reader))),
        "symbol" => LayerKind::Symbol(Box::new(symbol::read(reader))),
        "raster" => LayerKind::Raster(raster::read(reader)),
        "heatmap" => LayerKind::Heatmap(heatmap::read(reader)),
        "hillshade" => LayerKind::Hillshade(hillshade::read(reader)),
        "fill-extrusion" => LayerKind::FillExtrusion(fill_extrusion::read(reader)),
        _ => return None,
    })
}
