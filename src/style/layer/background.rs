//! Background layers.

use crate::style::{Color, Image, Property};

/// A color or pattern beneath all other layers.
#[derive(Debug, Clone)]
pub struct BackgroundLayer {
    /// Color of the whole picture.
    pub color: Property<Color>,
    /// Pattern that replaces the color.
    pub pattern: Property<Option<Image>>,
    /// Opacity, 0 to 1.
    pub opacity: Property<f64>,
}

impl Default for BackgroundLayer {
    fn default() -> Self {
        Self { color: Property::unset(Color::BLACK), pattern: Property::unset(None), opacity: Property::unset(1.0) }
    }
}
