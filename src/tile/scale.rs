//! Scales: device pixels per CSS pixel.

/// A pixel ratio such as `@2x`, stored in thousandths so that it can be compared and hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scale(u32);

impl Scale {
    /// Scale 1, the default of requests.
    pub const ONE: Self = Self(1000);

    /// Maximum scale that a configuration may allow.
    pub const MAX: f64 = 8.0;

    /// Creates a scale from `factor`, which must be at least 0.001 and at most [`Scale::MAX`].
    pub fn new(factor: f64) -> Option<Self> {
        // The product fits for factors in this range; rounding keeps 1.3 and 2.6 exact in thousandths.
        (0.001..=Self::MAX).contains(&factor).then(|| Self((factor * 1000.0).round() as u32))
    }

    /// Device pixels per CSS pixel.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// Side of a raster tile in pixels: `floor(256 × scale)`, as in Mapnik.
    pub fn tile_pixels(self) -> u32 {
        256 * self.0 / 1000
    }
}

impl std::fmt::Display for Scale {
    /// Formats the shortest decimal text, as in configurations and URLs: `1.3`, `2`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.factor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_rounded_down_and_text_is_short() {
        let of = |s: f64| Scale::new(s).map(|s| (s.tile_pixels(), s.to_string()));
        assert_eq!(of(1.3), Some((332, "1.3".into())));
        assert_eq!(of(2.6), Some((665, "2.6".into())));
        assert_eq!(of(3.0), Some((768, "3".into())));
        assert_eq!(of(f64::NAN), None);
        assert_eq!(of(0.0), None);
    }
}
