//! The `background` layer.

use super::{Image, properties};
use crate::style::Color;

properties! {
    /// Colour or pattern under everything.
    pub struct BackgroundLayer {
        /// Colour of the whole picture.
        paint color: Color = "background-color",
        /// Image repeated over the whole picture instead of the colour.
        paint pattern: Option<Image> = "background-pattern",
        /// Opacity, 0 to 1.
        paint opacity: f64 = "background-opacity",
    }
}
