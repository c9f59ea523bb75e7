//! `PolygonPatternSymbolizer` and `LinePatternSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{LinePatternSymbolizer, PolygonPatternSymbolizer, Symbolizer},
};

/// Reads a `PolygonPatternSymbolizer`.
pub(super) fn read_area(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::PolygonPattern(Box::new(PolygonPatternSymbolizer)))
}

/// Reads a `LinePatternSymbolizer`.
pub(super) fn read_line(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::LinePattern(Box::new(LinePatternSymbolizer)))
}
