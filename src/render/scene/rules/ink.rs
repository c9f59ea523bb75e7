//! Colors with opacity.

use crate::style::Color;

/// `color` with `opacity` multiplied in, with the alpha that Mapnik's bytes have; `None` if it is invisible.
pub(super) fn ink(color: Color, opacity: f64) -> Option<Color> {
    let alpha = ((color.a * 255.0).round() * opacity.clamp(0.0, 1.0)).floor() / 255.0;
    (alpha > 0.0).then(|| Color::new(color.r, color.g, color.b, alpha))
}
