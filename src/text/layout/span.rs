//! The input of layout.

use crate::text::{FontStack, Upright};

/// A piece of a label with one appearance.
#[derive(Debug, Clone, Copy)]
pub struct TextSpan<'a> {
    /// The text; ignored for inline images.
    pub text: &'a str,
    /// Its fonts.
    pub stack: &'a FontStack,
    /// Factor on the label's size.
    pub scale: f32,
    /// An image in place of text: width and height in ems of the label.
    pub inline: Option<[f32; 2]>,
    /// The position of the span in a line that is higher than it.
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

/// What applies to the whole label. Lengths are ems.
#[derive(Debug, Clone, Copy)]
pub struct LayoutOptions<'a> {
    /// Width at which lines are wrapped; `None` never wraps.
    pub max_width: Option<f32>,
    /// Distance of baselines.
    pub line_height: f32,
    /// Added after every cluster.
    pub letter_spacing: f32,
    /// Language of the text: chooses between regional shapes.
    pub lang: Option<&'a str>,
    /// Which characters are upright once the whole label is turned clockwise by a quarter.
    pub upright: Upright,
}

impl Default for LayoutOptions<'_> {
    fn default() -> Self {
        Self { max_width: None, line_height: 1.2, letter_spacing: 0.0, lang: None, upright: Upright::None }
    }
}
