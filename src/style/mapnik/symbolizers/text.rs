//! `TextSymbolizer`.

use super::label;
use crate::style::{mapnik::attributes::AttributeReader, symbolizer::Symbolizer};

/// Reads a `TextSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    label::symbolizer(reader, false).map(|text| Symbolizer::Text(Box::new(text)))
}
