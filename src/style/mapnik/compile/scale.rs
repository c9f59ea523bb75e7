//! Scale denominators.

/// The scale denominator of a tile of 256 pixels of 0.28 mm at zoom 0.
const WORLD: f64 = 559_082_264.028_717_8;
/// How close a denominator may be to a limit and still be on both of its sides, as in Mapnik.
const TOLERANCE: f64 = 1e-6;

/// A range of zooms of tiles of 256 CSS pixels; the upper end is not in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ZoomRange {
    pub min: f64,
    pub max: f64,
}

impl ZoomRange {
    /// No zoom.
    pub(super) const NONE: Self = Self { min: f64::INFINITY, max: f64::NEG_INFINITY };

    /// The zooms whose scale denominators are at least `min` and less than `max`.
    pub(super) fn of_scales(min: Option<f64>, max: Option<f64>) -> Self {
        let zoom = |denominator: f64| if denominator > 0.0 { (WORLD / denominator).log2() } else { f64::INFINITY };
        Self {
            min: max.map_or(f64::NEG_INFINITY, |it| zoom(it + TOLERANCE)),
            max: min.map_or(f64::INFINITY, |it| zoom(it - TOLERANCE)),
        }
    }

    /// The zooms in both ranges.
    pub(super) fn and(self, other: Self) -> Self {
        Self { min: self.min.max(other.min), max: self.max.min(other.max) }
    }

    /// The least range that contains both.
    pub(super) fn or(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// Whether there is no zoom in it.
    pub(super) fn is_empty(self) -> bool {
        self.min >= self.max
    }

    /// The range for the zooms of layers, which are those of tiles of 512 CSS pixels and not negative.
    pub(super) fn of_layer(self) -> Self {
        let min = if self.min <= 1.0 { f64::NEG_INFINITY } else { self.min - 1.0 };
        let max = if self.is_empty() { f64::NEG_INFINITY } else { (self.max - 1.0).max(f64::MIN_POSITIVE) };
        Self { min, max }
    }
}
