//! The look of letters.

use crate::style::{
    Color, Property,
    mapnik::{attributes::AttributeReader, map::MapnikSymbolizer},
    symbolizer::{FormatChange, TextFormat, TextTransform},
};

/// Reads the format of a symbolizer. The opacity of a shield's text has a name of its own.
pub(super) fn format(reader: &mut AttributeReader<'_>, is_shield: bool) -> TextFormat {
    TextFormat {
        faces: faces(reader).unwrap_or_default(),
        size: reader.number("size", 10.0),
        character_spacing: reader.number("character-spacing", 0.0),
        line_spacing: reader.number("line-spacing", 0.0),
        opacity: reader.number(if is_shield { "text-opacity" } else { "opacity" }, 1.0),
        fill: reader.color("fill", Color::BLACK),
        halo_fill: reader.color("halo-fill", Color::WHITE),
        halo_radius: reader.number("halo-radius", 0.0),
        halo_opacity: reader.number("halo-opacity", 1.0),
        transform: reader.keyword("text-transform", TextTransform::None),
        features: text(reader, "font-feature-settings"),
    }
}

/// Reads the changes of a `Format` within the reader's symbolizer.
pub(super) fn change(reader: &mut AttributeReader<'_>, element: &MapnikSymbolizer) -> FormatChange {
    let mut inner = AttributeReader {
        element,
        font_sets: reader.font_sets,
        keys: reader.keys,
        problems: reader.problems,
        asked: Vec::new(),
    };
    let reader = &mut inner;
    FormatChange {
        faces: faces(reader),
        size: reader.given_number("size"),
        character_spacing: reader.given_number("character-spacing"),
        line_spacing: reader.given_number("line-spacing"),
        opacity: reader.given_number("opacity"),
        fill: reader.given_color("fill"),
        halo_fill: reader.given_color("halo-fill"),
        halo_radius: reader.given_number("halo-radius"),
        halo_opacity: reader.given_number("halo-opacity"),
        transform: reader
            .raw("text-transform")
            .is_some()
            .then(|| reader.keyword("text-transform", TextTransform::None)),
        features: reader.raw("font-feature-settings").is_some().then(|| text(reader, "font-feature-settings")),
    }
}

/// The names of the faces: one face or a set of them.
fn faces(reader: &mut AttributeReader<'_>) -> Option<Vec<String>> {
    let sets = reader.font_sets;
    let face = reader.raw("face-name").map(|it| it.value.trim().to_owned()).filter(|it| !it.is_empty());
    let set = reader.raw("fontset-name").cloned();
    if let Some(set) = set {
        match sets.iter().find(|it| it.name == set.value.trim()) {
            Some(found) => return Some(found.faces.clone()),
            None => reader.invalid(&set, "the map has no font set of this name"),
        }
    }
    face.map(|face| vec![face])
}

/// A text that may be an expression.
pub(super) fn text(reader: &mut AttributeReader<'_>, name: &'static str) -> Property<String> {
    reader.value(name, String::new(), |text| (!text.starts_with('[')).then(|| text.trim_matches('"').to_owned()))
}
