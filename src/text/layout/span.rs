//! The input of layout.

use crate::text::{FontStack, Upright};

/// A part of a label with a uniform style.
#[derive(Debug, Clone, Copy)]
pub struct TextSpan<'a> {
    /// The text; ignored for inline images.
    pub text: &'a str,
    /// The font stack.
    pub stack: &'a FontStack,
    /// Scale relative to the label's size.
    pub scale: f32,
    /// Width and height of an inline image that replaces the text, in ems of the label.
    pub inline: Option<[f32; 2]>,
    /// Vertical alignment within a higher line.
    pub align: InlineAlign,
}

/// Vertical alignment within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InlineAlign {
    /// On the common baseline.
    #[default]
    Baseline,
    /// At the top of the line.
    Top,
    /// In the middle of the line.
    Center,
}

/// Options for the whole label. Lengths are ems.
#[derive(Debug, Clone, Copy)]
pub struct LayoutOptions<'a> {
    /// Width at which lines are wrapped; `None` never wraps.
    pub max_width: Option<f32>,
    /// Distance between baselines.
    pub line_height: f32,
    /// Added after every cluster.
    pub letter_spacing: f32,
    /// Language of the text, which selects regional forms.
    pub lang: Option<&'a str>,
    /// Which characters are upright after the whole label is rotated clockwise by a quarter turn.
    pub upright: Upright,
}

impl Default for LayoutOptions<'_> {
    fn default() -> Self {
        Self { max_width: None, line_height: 1.2, letter_spacing: 0.0, lang: None, upright: Upright::None }
    }
}
