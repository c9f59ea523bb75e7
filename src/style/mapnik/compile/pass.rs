//! Styles, which are passes over the features of a layer.

use super::{compositing::compositing, named::read_attributes, rule::RuleCompiler, scale::ZoomRange};
use crate::{
    diagnostic::Diagnostics,
    style::{
        Compositing, ImageFilter, PropertyValue,
        expression::{Keys, Value},
        layer::{RuleIndex, RuleMode, RulePass},
        mapnik::{
            attributes::AttributeReader,
            map::{FaceSet, MapnikStyle},
        },
    },
};

/// Compiles a style for a layer that is drawn at `zooms` and whose property names are `keys`.
pub(super) fn compile(
    style: &MapnikStyle,
    font_sets: &[FaceSet],
    keys: &mut Keys,
    zooms: ZoomRange,
    problems: &mut Diagnostics,
) -> RulePass {
    let span = style.rules.iter().find_map(|it| it.span);
    let settings = read_attributes("Style", &style.attributes, span, problems, settings);
    let mut compiler = RuleCompiler { font_sets, keys, problems };
    let rules = style.rules.iter().filter_map(|rule| compiler.compile(rule, zooms)).collect();
    RulePass {
        rules,
        mode: settings.mode.0,
        effects: settings.effects,
        direct_effects: settings.direct_effects,
        compositing: settings.compositing,
        index: RuleIndex::default(),
    }
}

/// The attributes of a style.
struct PassSettings {
    mode: FilterMode,
    effects: Vec<ImageFilter>,
    direct_effects: Vec<ImageFilter>,
    compositing: Compositing,
}

/// Reads the attributes of a style only to know which ones there are.
pub(in crate::style::mapnik) fn ask_style(reader: &mut AttributeReader<'_>) {
    settings(reader);
}

fn settings(reader: &mut AttributeReader<'_>) -> PassSettings {
    reader.accept(&["name"]);
    reader.ignore(&["image-filters-inflate"]);
    PassSettings {
        mode: reader.keyword("filter-mode", FilterMode(RuleMode::All)).constant().copied().unwrap_or_default(),
        effects: filters(reader, "image-filters"),
        direct_effects: filters(reader, "direct-image-filters"),
        compositing: compositing(reader),
    }
}

fn filters(reader: &mut AttributeReader<'_>, name: &'static str) -> Vec<ImageFilter> {
    let Some(attribute) = reader.raw(name).cloned() else { return Vec::new() };
    match ImageFilter::parse_list(&attribute.value) {
        Ok(filters) => filters,
        Err(why) => {
            reader.invalid(&attribute, &why);
            Vec::new()
        }
    }
}

/// `filter-mode`.
#[derive(Debug, Clone, Copy, Default)]
struct FilterMode(RuleMode);

impl PropertyValue for FilterMode {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value.as_str()? {
            "all" => Some(Self(RuleMode::All)),
            "first" => Some(Self(RuleMode::First)),
            _ => None,
        }
    }

    fn words() -> &'static [&'static str] {
        &["all", "first"]
    }
}
