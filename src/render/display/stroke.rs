//! Lines.

use super::PaintSource;
use crate::{
    render::geometry::{ClipRect, JoinStyle, Lines, Rect},
    style::layer::LineCap,
};

/// Lines of one width.
#[derive(Debug, Clone)]
pub struct StrokeItem {
    /// Lines, relative to `offset`.
    pub lines: Lines,
    /// For each line how far it begins along the line that it was cut from, for its dashes.
    pub phases: Vec<f64>,
    /// Whether a line that ends where it begins is joined there.
    pub closed: bool,
    /// The place of the lines' (0, 0) in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// The tile's square, relative to `offset`.
    pub square: Rect,
    /// Raster tiles meet every so many pixels from `offset` on.
    pub grid: Option<f64>,
    /// What it is painted with.
    pub source: PaintSource,
    /// Its width; of a casing, the width on either side of the gap.
    pub width: f64,
    /// Width of the gap in the middle of a casing; 0 for a plain line.
    pub gap: f64,
    /// How far to the right of the line the stroke runs.
    pub line_offset: f64,
    /// The shape of both ends.
    pub cap: LineCap,
    /// How segments are joined.
    pub joins: JoinStyle,
    /// For each translucent line whether it begins with an odd one of the pieces that it is cut into at sharp
    /// bends; `None` if its pieces are drawn as one.
    pub starts_odd: Vec<Option<bool>>,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub dashes: Vec<f64>,
    /// Width over which the edges fade.
    pub blur: f64,
}

impl StrokeItem {
    /// Whether nothing is seen through it, so that overlaps do not matter.
    pub fn is_opaque(&self) -> bool {
        matches!(&self.source, PaintSource::Color(c) if c.a >= 1.0)
    }
}
