//! The look of letters.

use super::keyword::TextTransform;
use crate::style::{Color, Property};

/// The look of letters. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct TextFormat {
    /// The names of the faces in order of preference: for each cluster of characters, the first one that has it is used.
    pub faces: Vec<String>,
    /// Height of an em.
    pub size: Property<f64>,
    /// Added between characters.
    pub character_spacing: Property<f64>,
    /// Added between lines.
    pub line_spacing: Property<f64>,
    /// Opacity of the letters, 0 to 1.
    pub opacity: Property<f64>,
    /// Color of the letters.
    pub fill: Property<Color>,
    /// Color of the halo.
    pub halo_fill: Property<Color>,
    /// Width of the halo.
    pub halo_radius: Property<f64>,
    /// Opacity of the halo, 0 to 1.
    pub halo_opacity: Property<f64>,
    /// Changes of the characters.
    pub transform: Property<TextTransform>,
    /// Features of the fonts that are turned on or off, such as `kern=0, liga`.
    pub features: Property<String>,
}
