//! Colors with opacity.

use crate::style::Color;

/// `color` with `opacity` multiplied in.
pub(super) fn faded(color: Color, opacity: f64) -> Color {
    Color::new(color.r, color.g, color.b, (color.a * opacity).clamp(0.0, 1.0))
}

/// `color` with `opacity` multiplied in; `None` if it is invisible.
pub(super) fn visible(color: Color, opacity: f64) -> Option<Color> {
    Some(faded(color, opacity)).filter(|c| c.a > 0.0)
}
