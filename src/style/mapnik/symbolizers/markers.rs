//! `MarkersSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, MarkersSymbolizer},
};

/// Reads a `MarkersSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Markers(Box::new(MarkersSymbolizer)))
}
