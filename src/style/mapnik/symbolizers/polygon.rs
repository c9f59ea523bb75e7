//! `PolygonSymbolizer`.

use super::parts::gamma;
use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{PolygonSymbolizer, Symbolizer},
};

/// Reads a `PolygonSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    let PolygonSymbolizer { fill, opacity, .. } = PolygonSymbolizer::default();
    Symbolizer::Polygon(Box::new(PolygonSymbolizer {
        fill: reader.given_color("fill").unwrap_or(fill),
        opacity: reader.given_number("fill-opacity").unwrap_or(opacity),
        gamma: gamma(reader, ["gamma", "gamma-method"]),
        blend: reader.blend(),
        shape: reader.path_shape(false),
    }))
}
