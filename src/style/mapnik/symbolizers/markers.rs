//! `MarkersSymbolizer`.

use crate::style::{
    Property,
    mapnik::attributes::AttributeReader,
    symbolizer::{MarkerColors, MarkerDirection, MarkerParts, MarkerPlacement, MarkersSymbolizer, Symbolizer},
};

/// Reads a `MarkersSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    reader.ignore(&["base"]);
    // `marker-type` is older than `file`.
    let shape = reader.raw("marker-type").map(|it| format!("shape://{}", it.value.trim()));
    let file = reader.path("file").or(shape.map(Property::fixed));
    let symbolizer = MarkersSymbolizer {
        file: file.unwrap_or_else(|| Property::unset("shape://ellipse".to_owned())),
        width: reader.given_number("width"),
        height: reader.given_number("height"),
        colors: MarkerColors {
            fill: reader.given_color("fill"),
            fill_opacity: reader.given_number("fill-opacity"),
            stroke: reader.given_color("stroke"),
            stroke_opacity: reader.given_number("stroke-opacity"),
            stroke_width: reader.given_number("stroke-width"),
        },
        opacity: reader.number("opacity", 1.0),
        transform: reader.transform("transform"),
        placement: reader.keyword("placement", MarkerPlacement::default()),
        parts: reader.keyword("multi-policy", MarkerParts::default()),
        spacing: reader.number("spacing", 100.0),
        spacing_offset: reader.given_number("spacing-offset"),
        max_error: reader.number("max-error", 0.2),
        direction: reader.keyword("direction", MarkerDirection::default()),
        allow_overlap: reader.flag("allow-overlap", false),
        ignore_placement: reader.flag("ignore-placement", false),
        avoid_edges: reader.flag("avoid-edges", false),
        blend: reader.blend(),
        shape: reader.path_shape(false),
    };
    Symbolizer::Markers(Box::new(symbolizer))
}
