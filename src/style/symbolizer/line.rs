//! `LineSymbolizer`.

use super::{GammaStyle, PathShape, StrokeShape};
use crate::style::{BlendMode, Color, Property};

/// Stroked lines.
#[derive(Debug, Clone)]
pub struct LineSymbolizer {
    /// The color.
    pub stroke: Property<Color>,
    /// Its opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// Width, caps, joins and dashes.
    pub form: StrokeShape,
    /// The opacity of edges.
    pub gamma: GammaStyle,
    /// Whether edges fade as those of Mapnik's fast rasterizer do, which draws no dashes.
    pub fast: Property<bool>,
    /// How it is mixed with what is below.
    pub blend: BlendMode,
    /// What happens to the geometry.
    pub shape: PathShape,
}

impl Default for LineSymbolizer {
    fn default() -> Self {
        Self {
            stroke: Property::unset(Color::BLACK),
            opacity: Property::unset(1.0),
            form: StrokeShape::default(),
            gamma: GammaStyle::default(),
            fast: Property::unset(false),
            blend: BlendMode::SourceOver,
            shape: PathShape::default(),
        }
    }
}
