//! `ShieldSymbolizer`.

use super::{TextSymbolizer, Transform};
use crate::style::Property;

/// Text over an image. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct ShieldSymbolizer {
    /// The text; its blend mode is also that of the image.
    pub text: TextSymbolizer,
    /// The file of the image.
    pub file: Property<String>,
    /// The transformation of the image about its center.
    pub transform: Option<Transform>,
    /// Opacity of the image, 0 to 1.
    pub opacity: Property<f64>,
    /// Whether the image stays at the anchor point if the text is moved by its displacement.
    pub unlocked: Property<bool>,
    /// How far the image is moved to the right and down.
    pub displacement: [Property<f64>; 2],
}
