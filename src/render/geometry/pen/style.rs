//! The style of a pen.

use crate::style::symbolizer::{StrokeCap, StrokeJoin};

/// The style of a pen. Lengths are device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PenStyle {
    /// The width.
    pub width: f64,
    /// The shape of both ends.
    pub cap: StrokeCap,
    /// The shape of corners.
    pub join: StrokeJoin,
    /// Maximum distance of a pointed corner from its vertex, in half widths.
    pub miter_limit: f64,
}

impl PenStyle {
    /// The greatest distance from the line that is painted.
    pub(crate) fn reach(&self) -> f64 {
        self.width / 2.0 * self.miter_limit.abs().max(2.0)
    }
}
