//! How marks look that do not say: as in simplestyle.

use crate::style::Color;

/// The color of lines and areas: `#555555`.
pub(super) const GRAY: Color = Color::new(85.0 / 255.0, 85.0 / 255.0, 85.0 / 255.0, 1.0);

/// The width of lines in CSS pixels.
pub(super) const WIDTH: f64 = 2.0;

/// The opacity of areas.
pub(super) const FILL_OPACITY: f64 = 0.6;

/// The color of pins: `#7e7e7e`.
pub(super) const PIN_GRAY: [u8; 3] = [0x7e; 3];
