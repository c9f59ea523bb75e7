//! `RasterSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{RasterSymbolizer, Symbolizer},
};

/// Reads a `RasterSymbolizer`. Its colorizer, for rasters that are no pictures, is not drawn.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    reader.ignore(&["filter-factor", "mesh-size", "premultiplied"]);
    reader.not_drawn(&["default-mode", "default-color", "epsilon", "stop"]);
    let nearest = reader.raw("scaling").is_none_or(|it| it.value == "near");
    Symbolizer::Raster(Box::new(RasterSymbolizer {
        opacity: reader.number("opacity", 1.0),
        nearest,
        blend: reader.blend(),
    }))
}
