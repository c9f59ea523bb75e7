//! Polygons.

use crate::style::{Color, Image, Property};

/// Polygons.
#[derive(Debug, Clone)]
pub struct FillLayer {
    /// Features are drawn in ascending order of it.
    pub sort_key: Property<Option<f64>>,
    /// Whether edges are smoothed.
    pub antialias: Property<bool>,
    /// Opacity of color, outline and pattern.
    pub opacity: Property<f64>,
    /// Opacity of the layer as a whole.
    pub layer_opacity: Property<f64>,
    /// Color of the area.
    pub color: Property<Color>,
    /// Color of a thin line around it; the area's if not given.
    pub outline_color: Property<Option<Color>>,
    /// Shift in CSS pixels, right and down.
    pub translate: Property<[f64; 2]>,
    /// Image repeated over the area instead of the color.
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
