//! `PolygonSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{PolygonSymbolizer, Symbolizer},
};

/// Reads a `PolygonSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Polygon(Box::new(PolygonSymbolizer)))
}
