//! `DotSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, DotSymbolizer},
};

/// Reads a `DotSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Dot(Box::new(DotSymbolizer)))
}
