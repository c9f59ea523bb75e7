//! The shape of a block of text.

use super::keyword::{HorizontalAlignment, JustifyAlignment, VerticalAlignment};
use crate::style::Property;

/// The shape of a block of text and its position relative to the anchor point. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct TextBlock {
    /// How far it is moved to the right; lines along a path are moved along it.
    pub dx: Property<f64>,
    /// How far it is moved down; lines along a path are moved to their right.
    pub dy: Property<f64>,
    /// The largest ratio of width to height before lines are wrapped even if they are short enough; 0 if any.
    pub text_ratio: Property<f64>,
    /// Width at which lines are wrapped; 0 for never.
    pub wrap_width: Property<f64>,
    /// The character at which lines may be wrapped. If it is a space, lines may be wrapped wherever text may be broken.
    pub wrap_character: Property<String>,
    /// Whether lines are wrapped before the word that exceeds the width.
    pub wrap_before: Property<bool>,
    /// Whether the wrap character is repeated on the next line.
    pub repeat_wrap_character: Property<bool>,
    /// Whether the shift by `dx` and `dy` is rotated with the text.
    pub rotate_displacement: Property<bool>,
    /// Clockwise rotation in degrees.
    pub orientation: Property<f64>,
    /// On which side of the anchor point it is.
    pub horizontal: Property<HorizontalAlignment>,
    /// Whether it is above or below of the anchor point.
    pub vertical: Property<VerticalAlignment>,
    /// The alignment of its lines.
    pub justify: Property<JustifyAlignment>,
    /// Language of the text, which selects regional forms; empty for that of its script.
    pub lang: Property<String>,
}
