//! `DotSymbolizer`.

use crate::style::{
    Color, Property,
    mapnik::attributes::AttributeReader,
    symbolizer::{DotSymbolizer, Symbolizer},
};

/// Reads a `DotSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    let size = match ["width", "height"].map(|name| reader.given_number(name)) {
        [Some(width), Some(height)] => [width, height],
        [Some(side), None] | [None, Some(side)] => [side.clone(), side],
        [None, None] => [Property::unset(0.0), Property::unset(0.0)],
    };
    Symbolizer::Dot(Box::new(DotSymbolizer {
        fill: reader.color("fill", Color::new(128.0 / 255.0, 128.0 / 255.0, 128.0 / 255.0, 1.0)),
        opacity: reader.number("opacity", 1.0),
        size,
        blend: reader.blend(),
    }))
}
