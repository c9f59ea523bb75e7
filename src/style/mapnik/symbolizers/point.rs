//! `PointSymbolizer`.

use crate::style::{
    Property,
    mapnik::attributes::AttributeReader,
    symbolizer::{PointPlacement, PointSymbolizer, Symbolizer},
};

/// Reads a `PointSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    reader.ignore(&["base"]);
    let symbolizer = PointSymbolizer {
        file: reader.path("file").unwrap_or_else(|| Property::unset(String::new())),
        opacity: reader.number("opacity", 1.0),
        transform: reader.transform("transform"),
        placement: reader.keyword("placement", PointPlacement::default()),
        allow_overlap: reader.flag("allow-overlap", false),
        ignore_placement: reader.flag("ignore-placement", false),
        blend: reader.blend(),
    };
    Symbolizer::Point(Box::new(symbolizer))
}
