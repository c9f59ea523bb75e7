//! The functions that carto computes itself.

use super::colors;
use crate::style::carto::{
    CartoVersion,
    value::{NodeKind, NodeRef, StopNode},
};

/// Filters of images without arguments.
const IMAGE_FILTERS: [&str; 8] =
    ["emboss", "blur", "gray", "sobel", "edge-detect", "x-gradient", "y-gradient", "sharpen"];

/// The names of all functions with the number of arguments that they need; more are ignored.
pub(super) const FUNCTIONS: [(&str, usize); 37] = [
    ("rgb", 3),
    ("rgba", 4),
    ("stop", 1),
    ("hsl", 3),
    ("hsla", 4),
    ("husl", 3),
    ("husla", 4),
    ("hsluv", 3),
    ("hsluva", 4),
    ("hue", 1),
    ("huep", 1),
    ("saturation", 1),
    ("saturationp", 1),
    ("lightness", 1),
    ("lightnessp", 1),
    ("alpha", 1),
    ("saturate", 2),
    ("saturatep", 2),
    ("desaturate", 2),
    ("desaturatep", 2),
    ("lighten", 2),
    ("lightenp", 2),
    ("darken", 2),
    ("darkenp", 2),
    ("fadein", 2),
    ("fadeinp", 2),
    ("fadeout", 2),
    ("fadeoutp", 2),
    ("spin", 2),
    ("spinp", 2),
    ("replace", 3),
    ("mix", 3),
    ("greyscale", 1),
    ("greyscalep", 1),
    ("%", 1),
    ("agg-stack-blur", 2),
    ("scale-hsla", 8),
];

/// The number of arguments that a function needs; `None` if carto has no such function.
pub(super) fn arity(name: &str, version: CartoVersion) -> Option<usize> {
    if !version.has_husl() && matches!(name, "husl" | "husla") {
        return None;
    }
    if IMAGE_FILTERS.contains(&name) {
        return Some(0);
    }
    FUNCTIONS.iter().find(|(n, _)| *n == name).map(|(_, count)| *count)
}

/// The names of all functions.
pub(super) fn names(version: CartoVersion) -> impl Iterator<Item = &'static str> {
    let all = FUNCTIONS.iter().map(|(name, _)| *name).chain(IMAGE_FILTERS);
    all.filter(move |name| version.has_husl() || !matches!(*name, "husl" | "husla"))
}

/// The result of a function; `None` if its arguments are of the wrong type.
pub(super) fn apply(name: &str, arguments: &[NodeRef]) -> Option<NodeKind> {
    if let Some(filter) = IMAGE_FILTERS.into_iter().find(|f| *f == name) {
        return Some(NodeKind::ImageFilter(filter, None));
    }
    match name {
        "agg-stack-blur" => Some(NodeKind::ImageFilter("agg-stack-blur", Some(arguments.get(..2)?.to_vec()))),
        "scale-hsla" => Some(NodeKind::ImageFilter("scale-hsla", Some(arguments.get(..8)?.to_vec()))),
        "stop" => {
            let value = arguments.first()?.clone();
            let (color, mode) = (arguments.get(1).cloned(), arguments.get(2).cloned());
            Some(NodeKind::Stop(StopNode { value, color, mode }))
        }
        "%" => format_text(arguments),
        _ => colors::apply(name, arguments),
    }
}

/// `%("… %s …", value, …)`: replaces placeholders in a text.
fn format_text(arguments: &[NodeRef]) -> Option<NodeKind> {
    let NodeKind::Quoted(text) = &arguments.first()?.kind else { return None };
    let mut text = text.clone();
    for argument in arguments.iter().skip(1) {
        let plain = match &argument.kind {
            NodeKind::Quoted(text) | NodeKind::Keyword(text) | NodeKind::Field(text) | NodeKind::Literal(text) => {
                text.clone()
            }
            NodeKind::Dimension(_) => argument.text(false),
            NodeKind::Url(inner) => inner.text(false),
            _ => "undefined".into(),
        };
        text = text.replacen("%s", &plain, 1);
        if let Some(at) = text.find("%d").into_iter().chain(text.find("%a")).min() {
            text.replace_range(at..at + 2, &argument.text(false));
        }
    }
    Some(NodeKind::Quoted(text.replace("%%", "%")))
}
