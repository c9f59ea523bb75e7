//! Halos of texts and icons.

use crate::{render::display::Halo, style::Color};

/// The halo of a symbol; lengths are CSS pixels, of which each has `ratio` device pixels.
pub(super) fn halo(color: Color, width: f64, blur: f64, ratio: f64) -> Option<Halo> {
    (width > 0.0 && color.a > 0.0).then(|| Halo {
        color,
        width: width * ratio,
        blur: blur.max(0.0) * ratio,
        hollow: false,
        copies: false,
    })
}
