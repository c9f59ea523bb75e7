//! `LineSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{LineSymbolizer, Symbolizer},
};

/// Reads a `LineSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Line(Box::new(LineSymbolizer)))
}
