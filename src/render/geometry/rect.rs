//! Rectangles with fractional coordinates.

use super::ClipRect;

/// A rectangle in a tile's own device pixels; `(0, 0)` is the upper left corner of the tile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Smallest coordinates.
    pub lo: [f64; 2],
    /// Largest coordinates.
    pub hi: [f64; 2],
}

impl Rect {
    /// Converts `clip` from the picture's pixels to coordinates relative to `offset`.
    pub fn local(clip: ClipRect, offset: [f64; 2]) -> Self {
        Self {
            lo: [f64::from(clip.left) - offset[0], f64::from(clip.top) - offset[1]],
            hi: [f64::from(clip.right) - offset[0], f64::from(clip.bottom) - offset[1]],
        }
    }

    /// This rectangle, moved by `shift` rounded to whole pixels.
    pub fn moved(self, shift: [f64; 2]) -> Self {
        let moved = |p: [f64; 2]| [p[0] + shift[0].round(), p[1] + shift[1].round()];
        Self { lo: moved(self.lo), hi: moved(self.hi) }
    }

    /// This rectangle, `by` pixels larger on every side.
    pub fn grown(self, by: f64) -> Self {
        Self { lo: self.lo.map(|v| v - by), hi: self.hi.map(|v| v + by) }
    }

    /// The bounding box of `points`; `None` if there are none.
    pub fn around(points: &[[f64; 2]]) -> Option<Self> {
        let (mut lo, mut hi) = (*points.first()?, *points.first()?);
        for p in points {
            lo = [lo[0].min(p[0]), lo[1].min(p[1])];
            hi = [hi[0].max(p[0]), hi[1].max(p[1])];
        }
        Some(Self { lo, hi })
    }

    /// Whether `other` is entirely inside.
    pub fn holds(&self, other: &Self) -> bool {
        (0..2).all(|i| self.lo[i] <= other.lo[i] && other.hi[i] <= self.hi[i])
    }

    /// Whether the rectangles are disjoint; those that touch are not.
    pub fn misses(&self, other: &Self) -> bool {
        (0..2).any(|i| other.hi[i] < self.lo[i] || other.lo[i] > self.hi[i])
    }

    /// Whether the rectangle and the bounding box of `points` are disjoint.
    pub fn misses_all(&self, points: &[[f64; 2]]) -> bool {
        Self::around(points).is_none_or(|bounds| self.misses(&bounds))
    }
}
