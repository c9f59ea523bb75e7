//! Rectangles of whole pixels.

/// A rectangle of whole device pixels of the picture: `left <= x < right`, `top <= y < bottom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClipRect {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// Column after the last.
    pub right: i32,
    /// Row after the last.
    pub bottom: i32,
}

impl ClipRect {
    /// The whole picture.
    pub fn of_picture(width: u32, height: u32) -> Self {
        let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
        Self { left: 0, top: 0, right: side(width), bottom: side(height) }
    }

    /// The intersection with `other`; empty if `left >= right` or `top >= bottom`.
    pub fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// This rectangle, moved by `shift` rounded to whole pixels.
    pub fn moved(self, shift: [f64; 2]) -> Self {
        let [x, y] = shift.map(|v| v.round() as i32);
        Self {
            left: self.left.saturating_add(x),
            top: self.top.saturating_add(y),
            right: self.right.saturating_add(x),
            bottom: self.bottom.saturating_add(y),
        }
    }
}
