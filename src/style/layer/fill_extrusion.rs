//! Fill extrusion layers.

use crate::style::{Color, Image, Property};

/// Buildings. A map seen from straight above shows only their footprints.
#[derive(Debug, Clone)]
pub struct FillExtrusionLayer {
    /// Opacity of the layer as a whole.
    pub opacity: Property<f64>,
    /// Color.
    pub color: Property<Color>,
    /// Translation in CSS pixels, right and down.
    pub translate: Property<[f64; 2]>,
    /// Pattern that replaces the color.
    pub pattern: Property<Option<Image>>,
}

impl Default for FillExtrusionLayer {
    fn default() -> Self {
        Self {
            opacity: Property::unset(1.0),
            color: Property::unset(Color::BLACK),
            translate: Property::unset([0.0; 2]),
            pattern: Property::unset(None),
        }
    }
}
