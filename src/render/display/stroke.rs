//! Stroked lines.

use super::PaintSource;
use crate::{
    render::geometry::{ClipRect, JoinStyle, Lines, Rect},
    style::layer::LineCap,
};

/// Lines that share one width.
#[derive(Debug, Clone)]
pub struct StrokeItem {
    /// Lines, relative to `offset`.
    pub lines: Lines,
    /// For each line, its distance from the start of the line that it was cut from, in pixels. Dashes depend on it.
    pub phases: Vec<f64>,
    /// Whether lines that end where they begin are joined there.
    pub closed: bool,
    /// Position of the lines' origin in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle.
    pub clip: ClipRect,
    /// The tile's square, relative to `offset`.
    pub square: Rect,
    /// Distance between the edges of raster tiles in pixels, counted from `offset`; `None` if the picture is not cut
    /// into tiles.
    pub grid: Option<f64>,
    /// The color or pattern.
    pub source: PaintSource,
    /// Line width; for a casing, the width of each of its two sides.
    pub width: f64,
    /// Width of the gap in the middle of a casing; 0 for a plain line.
    pub gap: f64,
    /// Offset of the stroke to the right of the line.
    pub line_offset: f64,
    /// The shape of both ends.
    pub cap: LineCap,
    /// How segments are joined.
    pub joins: JoinStyle,
    /// For each translucent line, whether its first piece is odd; lines are cut into pieces at sharp bends. `None` if
    /// the pieces of the line are drawn as one.
    pub starts_odd: Vec<Option<bool>>,
    /// Alternating lengths of dashes and gaps; empty for a solid line.
    pub dashes: Vec<f64>,
    /// Width over which the edges fade.
    pub blur: f64,
}

impl StrokeItem {
    /// Whether the stroke is opaque, so that overlaps are invisible.
    pub fn is_opaque(&self) -> bool {
        matches!(&self.source, PaintSource::Color(c) if c.a >= 1.0)
    }
}
