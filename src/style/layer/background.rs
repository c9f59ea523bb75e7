//! What is under everything.

use crate::style::{Color, Image, Property};

/// Color or pattern under everything.
#[derive(Debug, Clone)]
pub struct BackgroundLayer {
    /// Color of the whole picture.
    pub color: Property<Color>,
    /// Image repeated over the whole picture instead of the color.
    pub pattern: Property<Option<Image>>,
    /// Opacity, 0 to 1.
    pub opacity: Property<f64>,
}

impl Default for BackgroundLayer {
    fn default() -> Self {
        Self { color: Property::unset(Color::BLACK), pattern: Property::unset(None), opacity: Property::unset(1.0) }
    }
}
