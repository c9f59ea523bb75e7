//! `TextSymbolizer`.

mod block;
mod content;
mod format;
mod halo;
mod keyword;
mod label;
mod positions;

pub use block::TextBlock;
pub use content::{FormatChange, TextContent};
pub use format::TextFormat;
pub use halo::TextHalo;
pub use keyword::{
    HaloRasterizer, HorizontalAlignment, JustifyAlignment, LabelPlace, LabelUpright, TextTransform, VerticalAlignment,
};
pub use label::{LabelRules, TextSetting};
pub use positions::{LabelPositions, TextDirection};

use super::PathShape;
use crate::style::BlendMode;

/// Text.
#[derive(Debug, Clone)]
pub struct TextSymbolizer {
    /// The text, its look and where it is tried.
    pub positions: LabelPositions,
    /// What happens to the geometry before lines of text are laid along it.
    pub path: PathShape,
    /// The halo of the letters.
    pub halo: TextHalo,
    /// How the letters and what is below are mixed.
    pub blend: BlendMode,
}
