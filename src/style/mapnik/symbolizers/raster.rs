//! `RasterSymbolizer`.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{Symbolizer, RasterSymbolizer},
};

/// Reads a `RasterSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let _ = reader;
    Some(Symbolizer::Raster(Box::new(RasterSymbolizer)))
}
