//! `PolygonSymbolizer`.

use super::{GammaStyle, PathShape};
use crate::style::{BlendMode, Color, Property};

/// Areas filled with a color.
#[derive(Debug, Clone)]
pub struct PolygonSymbolizer {
    /// The color.
    pub fill: Property<Color>,
    /// Its opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// The opacity of edges.
    pub gamma: GammaStyle,
    /// How it is mixed with what is below.
    pub blend: BlendMode,
    /// What happens to the geometry.
    pub shape: PathShape,
}

impl Default for PolygonSymbolizer {
    fn default() -> Self {
        Self {
            fill: Property::unset(Color::new(128.0 / 255.0, 128.0 / 255.0, 128.0 / 255.0, 1.0)),
            opacity: Property::unset(1.0),
            gamma: GammaStyle::default(),
            blend: BlendMode::SourceOver,
            shape: PathShape::default(),
        }
    }
}
