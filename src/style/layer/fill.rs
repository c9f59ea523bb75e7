//! Fill layers.

use crate::style::{Color, Image, Property};

/// Filled polygons.
#[derive(Debug, Clone)]
pub struct FillLayer {
    /// Features are drawn in ascending order of this key.
    pub sort_key: Property<Option<f64>>,
    /// Whether edges are antialiased.
    pub antialias: Property<bool>,
    /// Opacity of color, outline and pattern.
    pub opacity: Property<f64>,
    /// Opacity of the layer as a whole.
    pub layer_opacity: Property<f64>,
    /// Color of the area.
    pub color: Property<Color>,
    /// Color of a thin outline; the color of the area if not given.
    pub outline_color: Property<Option<Color>>,
    /// Translation in CSS pixels, right and down.
    pub translate: Property<[f64; 2]>,
    /// Pattern that replaces the color.
    pub pattern: Property<Option<Image>>,
}

impl Default for FillLayer {
    fn default() -> Self {
        Self {
            sort_key: Property::unset(None),
            antialias: Property::unset(true),
            opacity: Property::unset(1.0),
            layer_opacity: Property::unset(1.0),
            color: Property::unset(Color::BLACK),
            outline_color: Property::unset(None),
            translate: Property::unset([0.0; 2]),
            pattern: Property::unset(None),
        }
    }
}
