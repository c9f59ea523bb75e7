//! `PolygonSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, PolygonSymbolizer},
};

/// Reads a `PolygonSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Polygon(Box::new(PolygonSymbolizer)))
}
