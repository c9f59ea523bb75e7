//! `DotSymbolizer`.

use crate::style::{BlendMode, Color, Property};

/// Discs at the vertices of features.
#[derive(Debug, Clone)]
pub struct DotSymbolizer {
    /// The color.
    pub fill: Property<Color>,
    /// Its opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// Width and height in device pixels: they do not grow with the scale of the picture.
    pub size: [Property<f64>; 2],
    /// How it is mixed with what is below.
    pub blend: BlendMode,
}
