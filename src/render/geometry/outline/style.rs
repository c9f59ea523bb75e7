//! Stroke parameters.

use crate::{render::geometry::bend::JoinStyle, style::layer::LineCap};

/// How a line is stroked. Distances are signed: positive to the right of the line (`y` down).
#[derive(Debug, Clone, Copy)]
pub(crate) struct StrokeStyle {
    /// Distance from the middle of the stroke to its outer edges.
    pub half: f64,
    /// Distance from the middle to the inner edges of a casing; 0 for a plain stroke.
    pub hole: f64,
    /// Offset of the middle of the stroke from the line.
    pub offset: f64,
    /// The shape of both ends.
    pub cap: LineCap,
    /// How segments are joined.
    pub joins: JoinStyle,
    /// Whether lines that end where they begin are joined there.
    pub closed: bool,
}
