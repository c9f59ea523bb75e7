//! The words for the ways of mixing colors.

use crate::style::BlendMode;

const WORDS: [(&str, BlendMode); 37] = [
    ("clear", BlendMode::Clear),
    ("src", BlendMode::Source),
    ("dst", BlendMode::Destination),
    ("src-over", BlendMode::SourceOver),
    ("dst-over", BlendMode::DestinationOver),
    ("src-in", BlendMode::SourceIn),
    ("dst-in", BlendMode::DestinationIn),
    ("src-out", BlendMode::SourceOut),
    ("dst-out", BlendMode::DestinationOut),
    ("src-atop", BlendMode::SourceAtop),
    ("dst-atop", BlendMode::DestinationAtop),
    ("xor", BlendMode::Xor),
    ("plus", BlendMode::Plus),
    ("minus", BlendMode::Minus),
    ("multiply", BlendMode::Multiply),
    ("screen", BlendMode::Screen),
    ("overlay", BlendMode::Overlay),
    ("darken", BlendMode::Darken),
    ("lighten", BlendMode::Lighten),
    ("color-dodge", BlendMode::ColorDodge),
    ("color-burn", BlendMode::ColorBurn),
    ("hard-light", BlendMode::HardLight),
    ("soft-light", BlendMode::SoftLight),
    ("difference", BlendMode::Difference),
    ("exclusion", BlendMode::Exclusion),
    ("contrast", BlendMode::Contrast),
    ("invert", BlendMode::Invert),
    ("invert-rgb", BlendMode::InvertRgb),
    ("grain-merge", BlendMode::GrainMerge),
    ("grain-extract", BlendMode::GrainExtract),
    ("hue", BlendMode::Hue),
    ("saturation", BlendMode::Saturation),
    ("color", BlendMode::Color),
    ("value", BlendMode::Luminosity),
    ("linear-dodge", BlendMode::Plus),
    ("linear-burn", BlendMode::LinearBurn),
    ("divide", BlendMode::Divide),
];

/// The mode of a word; old words have underscores.
pub(super) fn find(word: &str) -> Option<BlendMode> {
    let word = word.replace('_', "-");
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, mode)| *mode)
}

/// All words.
pub(super) fn all() -> Vec<&'static str> {
    WORDS.iter().map(|(word, _)| *word).collect()
}
