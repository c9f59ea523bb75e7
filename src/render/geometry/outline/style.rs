//! How lines are stroked.

use crate::{render::geometry::bend::JoinStyle, style::layer::LineCap};

/// How a line is stroked. Distances are signed: positive to the right of the line (`y` down).
#[derive(Debug, Clone, Copy)]
pub(crate) struct StrokeStyle {
    /// From the middle of the stroke to its outer edges.
    pub half: f64,
    /// From the middle to the inner edges of a casing; 0 for a plain stroke.
    pub hole: f64,
    /// How far the middle of the stroke is from the line.
    pub offset: f64,
    /// The shape of both ends.
    pub cap: LineCap,
    /// How segments are joined.
    pub joins: JoinStyle,
    /// Whether lines that end where they begin are joined there.
    pub closed: bool,
}
