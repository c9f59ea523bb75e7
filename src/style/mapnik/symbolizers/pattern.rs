//! `PolygonPatternSymbolizer` and `LinePatternSymbolizer`.

use super::parts::{form, gamma};
use crate::style::{
    Property,
    mapnik::attributes::AttributeReader,
    symbolizer::{LinePatternMode, LinePatternSymbolizer, PatternAlignment, PolygonPatternSymbolizer, Symbolizer},
};

/// Reads a `PolygonPatternSymbolizer`.
pub(super) fn read_area(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let file = reader.path("file");
    let is_given = file.is_some();
    reader.ignore(&["base"]);
    let symbolizer = PolygonPatternSymbolizer {
        file: file.unwrap_or_else(|| Property::unset(String::new())),
        alignment: reader.keyword("alignment", PatternAlignment::Global),
        opacity: reader.number("opacity", 1.0),
        transform: reader.transform("transform"),
        gamma: gamma(reader, ["gamma", "gamma-method"]),
        blend: reader.blend(),
        shape: reader.path_shape(false),
    };
    is_given.then(|| Symbolizer::PolygonPattern(Box::new(symbolizer)))
}

/// Reads a `LinePatternSymbolizer`.
pub(super) fn read_line(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let file = reader.path("file");
    let is_given = file.is_some();
    reader.ignore(&["base", "stroke", "stroke-opacity", "stroke-gamma", "stroke-gamma-method"]);
    let symbolizer = LinePatternSymbolizer {
        file: file.unwrap_or_else(|| Property::unset(String::new())),
        mode: reader.keyword("line-pattern", LinePatternMode::Warp),
        alignment: reader.keyword("alignment", PatternAlignment::Global),
        form: form(reader),
        opacity: reader.number("opacity", 1.0),
        transform: reader.transform("transform"),
        blend: reader.blend(),
        shape: reader.path_shape(false),
    };
    is_given.then(|| Symbolizer::LinePattern(Box::new(symbolizer)))
}
