//! `BuildingSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, BuildingSymbolizer},
};

/// Reads a `BuildingSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Building(Box::new(BuildingSymbolizer)))
}
