//! `LineSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, LineSymbolizer},
};

/// Reads a `LineSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Line(Box::new(LineSymbolizer)))
}
