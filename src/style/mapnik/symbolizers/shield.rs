//! `ShieldSymbolizer`.

use super::label;
use crate::style::{
    Property,
    mapnik::attributes::AttributeReader,
    symbolizer::{ShieldSymbolizer, Symbolizer},
};

/// Reads a `ShieldSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Option<Symbolizer> {
    let text = label::symbolizer(reader, true)?;
    Some(Symbolizer::Shield(Box::new(ShieldSymbolizer {
        text,
        file: reader.path("file").unwrap_or_else(|| Property::unset(String::new())),
        transform: reader.transform("transform"),
        opacity: reader.number("opacity", 1.0),
        unlocked: reader.flag("unlock-image", false),
        displacement: [reader.number("shield-dx", 0.0), reader.number("shield-dy", 0.0)],
    })))
}
