//! All that describes a label at one position.

use super::{
    content::content,
    format::{format, text},
};
use crate::style::{
    Property,
    mapnik::attributes::AttributeReader,
    symbolizer::{
        HorizontalAlignment, JustifyAlignment, LabelPlace, LabelRules, LabelUpright, TextBlock, TextSetting,
        VerticalAlignment,
    },
};

/// Reads a label; `None` if it has neither text nor an image.
pub(super) fn setting(reader: &mut AttributeReader<'_>, is_shield: bool) -> Option<TextSetting> {
    let content = content(reader, reader.element, 0);
    let setting =
        TextSetting { rules: rules(reader), block: block(reader), format: format(reader, is_shield), content };
    (is_shield || !setting.content.is_empty()).then_some(setting)
}

fn rules(reader: &mut AttributeReader<'_>) -> LabelRules {
    // Mapnik rejects `minimum-distance` beside the others.
    let minimum_distance = match reader.raw("margin").is_some() || reader.raw("repeat-distance").is_some() {
        true => {
            reader.ignore(&["minimum-distance"]);
            Property::unset(0.0)
        }
        false => reader.number("minimum-distance", 0.0),
    };
    reader.ignore(&["force-odd-labels"]);
    LabelRules {
        place: reader.keyword("placement", LabelPlace::Point),
        spacing: reader.number("spacing", 0.0),
        tolerance: reader.number("label-position-tolerance", 0.0),
        minimum_path_length: reader.number("minimum-path-length", 0.0),
        margin: reader.number("margin", 0.0),
        repeat_distance: reader.number("repeat-distance", 0.0),
        minimum_distance,
        minimum_padding: reader.number("minimum-padding", 0.0),
        avoid_edges: reader.flag("avoid-edges", false),
        allow_overlap: reader.flag("allow-overlap", false),
        largest_only: reader.flag("largest-bbox-only", true),
        max_angle: reader.number("max-char-angle-delta", 22.5),
        upright: reader.keyword("upright", LabelUpright::Auto),
        grid: [reader.number("grid-cell-width", 0.0), reader.number("grid-cell-height", 0.0)],
    }
}

fn block(reader: &mut AttributeReader<'_>) -> TextBlock {
    // A literal character loses its blanks and quotes only in `text`.
    let wrap_character = match reader.raw("wrap-character").map(|it| it.value.clone()) {
        None => Property::unset(" ".to_owned()),
        Some(literal) if !literal.starts_with('[') => Property::fixed(unquoted(&literal)),
        Some(_) => reader.value("wrap-character", " ".to_owned(), |_| None),
    };
    TextBlock {
        dx: reader.number("dx", 0.0),
        dy: reader.number("dy", 0.0),
        text_ratio: reader.number("text-ratio", 0.0),
        wrap_width: reader.number("wrap-width", 0.0),
        wrap_character,
        wrap_before: reader.flag("wrap-before", false),
        repeat_wrap_character: reader.flag("repeat-wrap-character", false),
        rotate_displacement: reader.flag("rotate-displacement", false),
        orientation: reader.number("orientation", 0.0),
        horizontal: reader.keyword("horizontal-alignment", HorizontalAlignment::Auto),
        vertical: reader.keyword("vertical-alignment", VerticalAlignment::Auto),
        justify: reader.keyword("justify-alignment", JustifyAlignment::Auto),
        lang: text(reader, "lang"),
    }
}

fn unquoted(literal: &str) -> String {
    let quoted = literal.trim();
    let inner = quoted.strip_prefix(['"', '\'']).and_then(|it| it.strip_suffix(['"', '\'']));
    inner.unwrap_or(literal).to_owned()
}
