//! The symbolizers of Mapnik XML.

mod building;
mod dot;
mod label;
mod line;
mod markers;
mod parts;
mod pattern;
mod point;
mod polygon;
mod raster;
mod shield;
mod text;

use super::attributes::AttributeReader;
use crate::style::symbolizer::Symbolizer;

/// The symbolizer of the reader's element; `None` if it draws nothing or is invalid, which is reported.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    match reader.element.element.as_str() {
        "PolygonSymbolizer" => Some(polygon::read(reader)),
        "PolygonPatternSymbolizer" => pattern::read_area(reader),
        "LineSymbolizer" => Some(line::read(reader)),
        "LinePatternSymbolizer" => pattern::read_line(reader),
        "DotSymbolizer" => Some(dot::read(reader)),
        "BuildingSymbolizer" => Some(building::read(reader)),
        "RasterSymbolizer" => Some(raster::read(reader)),
        "MarkersSymbolizer" => Some(markers::read(reader)),
        "PointSymbolizer" => Some(point::read(reader)),
        "TextSymbolizer" => text::read(reader),
        "ShieldSymbolizer" => shield::read(reader),
        _ => None,
    }
}
