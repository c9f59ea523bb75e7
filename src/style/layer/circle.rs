//! Circle layers.

use crate::style::{Color, Property};

/// Circles at points.
#[derive(Debug, Clone)]
pub struct CircleLayer {
    /// Features are drawn in ascending order of this key.
    pub sort_key: Property<Option<f64>>,
    /// Radius in CSS pixels.
    pub radius: Property<f64>,
    /// Color.
    pub color: Property<Color>,
    /// Blur as a multiple of the radius.
    pub blur: Property<f64>,
    /// Opacity.
    pub opacity: Property<f64>,
    /// Translation in CSS pixels, right and down.
    pub translate: Property<[f64; 2]>,
    /// Width of the stroke in CSS pixels.
    pub stroke_width: Property<f64>,
    /// Color of the stroke.
    pub stroke_color: Property<Color>,
    /// Opacity of the stroke.
    pub stroke_opacity: Property<f64>,
}

impl Default for CircleLayer {
    fn default() -> Self {
        Self {
            sort_key: Property::unset(None),
            radius: Property::unset(5.0),
            color: Property::unset(Color::BLACK),
            blur: Property::unset(0.0),
            opacity: Property::unset(1.0),
            translate: Property::unset([0.0; 2]),
            stroke_width: Property::unset(0.0),
            stroke_color: Property::unset(Color::BLACK),
            stroke_opacity: Property::unset(1.0),
        }
    }
}
