//! `PointSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, PointSymbolizer},
};

/// Reads a `PointSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Point(Box::new(PointSymbolizer)))
}
