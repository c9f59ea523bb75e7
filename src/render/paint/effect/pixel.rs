//! Pixels as numbers.

/// A premultiplied pixel.
pub(super) type Rgba = [u8; 4];

/// The straight color, 0 to 1, and the alpha; `None` if the pixel is transparent.
pub(super) fn straight([r, g, b, a]: Rgba) -> Option<([f64; 3], f64)> {
    let alpha = f64::from(a) / 255.0;
    (a > 0).then(|| ([r, g, b].map(|v| f64::from(v) / 255.0 / alpha), alpha))
}

/// The nearest byte of a number from 0 to 1.
pub(super) fn byte(v: f64) -> u8 {
    (v * 255.0 + 0.5).floor().clamp(0.0, 255.0) as u8
}
