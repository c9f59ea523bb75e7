//! The color type.

use std::fmt;

/// An sRGB color with straight alpha (not premultiplied); all four channels are `0.0..=1.0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color {
    /// Red.
    pub r: f64,
    /// Green.
    pub g: f64,
    /// Blue.
    pub b: f64,
    /// Opacity.
    pub a: f64,
}

impl Color {
    /// Opaque black.
    pub const BLACK: Self = Self::new(0.0, 0.0, 0.0, 1.0);
    /// Opaque white.
    pub const WHITE: Self = Self::new(1.0, 1.0, 1.0, 1.0);
    /// Transparent black.
    pub const TRANSPARENT: Self = Self::new(0.0, 0.0, 0.0, 0.0);

    /// Creates a color from channels and alpha in `0.0..=1.0`.
    pub const fn new(r: f64, g: f64, b: f64, a: f64) -> Self {
        Self { r, g, b, a }
    }

    /// Creates a color from channels in `0.0..=255.0` and alpha in `0.0..=1.0`.
    pub(in crate::style) const fn from_bytes([r, g, b]: [f64; 3], a: f64) -> Self {
        Self::new(r / 255.0, g / 255.0, b / 255.0, a)
    }

    /// Red, green and blue in `0..=255`, without the opacity.
    pub fn to_bytes(self) -> [u8; 3] {
        [self.r, self.g, self.b].map(|v| (v * 255.0).round() as u8)
    }
}

/// Formats as CSS's `rgba(255,0,0,0.5)`, with channels rounded to whole bytes.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.to_bytes();
        write!(f, "rgba({r},{g},{b},{})", self.a)
    }
}
