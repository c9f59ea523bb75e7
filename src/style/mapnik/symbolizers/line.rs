//! `LineSymbolizer`.

use super::parts::{form, gamma};
use crate::style::{
    Color,
    mapnik::attributes::AttributeReader,
    symbolizer::{LineSymbolizer, Symbolizer},
};

/// Reads a `LineSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    Symbolizer::Line(Box::new(LineSymbolizer {
        stroke: reader.color("stroke", Color::BLACK),
        opacity: reader.number("stroke-opacity", 1.0),
        form: form(reader),
        gamma: gamma(reader, ["stroke-gamma", "stroke-gamma-method"]),
        fast: reader.value("rasterizer", false, |text| match text {
            "fast" => Some(true),
            "full" => Some(false),
            _ => None,
        }),
        blend: reader.blend(),
        shape: reader.path_shape(false),
    }))
}
