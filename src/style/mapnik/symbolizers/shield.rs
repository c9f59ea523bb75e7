//! `ShieldSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{ShieldSymbolizer, Symbolizer},
};

/// Reads a `ShieldSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Shield(Box::new(ShieldSymbolizer)))
}
