//! The words for the ways of mixing colors.

use crate::style::BlendMode;

/// A word with the mode that is drawn for it.
pub(super) struct BlendWord {
    word: &'static str,
    /// The mode.
    pub mode: BlendMode,
    /// Whether the mode is the one that is meant.
    is_exact: bool,
}

const fn exact(word: &'static str, mode: BlendMode) -> BlendWord {
    BlendWord { word, mode, is_exact: true }
}

const WORDS: [BlendWord; 37] = [
    exact("clear", BlendMode::Clear),
    exact("src", BlendMode::Source),
    exact("dst", BlendMode::Destination),
    exact("src-over", BlendMode::SourceOver),
    exact("dst-over", BlendMode::DestinationOver),
    exact("src-in", BlendMode::SourceIn),
    exact("dst-in", BlendMode::DestinationIn),
    exact("src-out", BlendMode::SourceOut),
    exact("dst-out", BlendMode::DestinationOut),
    exact("src-atop", BlendMode::SourceAtop),
    exact("dst-atop", BlendMode::DestinationAtop),
    exact("xor", BlendMode::Xor),
    exact("plus", BlendMode::Plus),
    exact("minus", BlendMode::Minus),
    exact("multiply", BlendMode::Multiply),
    exact("screen", BlendMode::Screen),
    exact("overlay", BlendMode::Overlay),
    exact("darken", BlendMode::Darken),
    exact("lighten", BlendMode::Lighten),
    exact("color-dodge", BlendMode::ColorDodge),
    exact("color-burn", BlendMode::ColorBurn),
    exact("hard-light", BlendMode::HardLight),
    exact("soft-light", BlendMode::SoftLight),
    exact("difference", BlendMode::Difference),
    exact("exclusion", BlendMode::Exclusion),
    exact("contrast", BlendMode::Contrast),
    exact("invert", BlendMode::Invert),
    exact("invert-rgb", BlendMode::InvertRgb),
    exact("grain-merge", BlendMode::GrainMerge),
    exact("grain-extract", BlendMode::GrainExtract),
    exact("hue", BlendMode::Hue),
    exact("saturation", BlendMode::Saturation),
    exact("color", BlendMode::Color),
    exact("value", BlendMode::Luminosity),
    exact("linear-dodge", BlendMode::Plus),
    exact("linear-burn", BlendMode::LinearBurn),
    exact("divide", BlendMode::Divide),
];

impl BlendWord {
    /// What is said of a mode that is not drawn as it is meant.
    pub(super) fn difference(&self) -> Option<String> {
        (!self.is_exact).then(|| format!("the mode `{}` is drawn as the similar {:?}", self.word, self.mode))
    }
}

/// The mode of a word; old words have underscores.
pub(super) fn find(word: &str) -> Option<&'static BlendWord> {
    let word = word.replace('_', "-");
    WORDS.iter().find(|it| it.word == word)
}

/// All words.
pub(super) fn all() -> Vec<&'static str> {
    WORDS.iter().map(|it| it.word).collect()
}
