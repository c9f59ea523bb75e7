//! Filled areas and their outlines.

use super::PaintSource;
use crate::{
    render::geometry::{ClipRect, Lines},
    style::Color,
};

/// Areas: the rings of one or more polygons. Exterior rings have one winding order and holes the opposite one.
#[derive(Debug, Clone)]
pub struct FillItem {
    /// Rings, relative to `offset`.
    pub rings: Lines,
    /// Position of the rings' origin in the picture: the corner of their tile. A tile drawn into different pictures
    /// therefore keeps the same coordinates.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle.
    pub clip: ClipRect,
    /// The color or pattern.
    pub source: PaintSource,
    /// Whether edges are antialiased.
    pub antialias: bool,
}

/// Outlines of areas, one pixel wide.
#[derive(Debug, Clone)]
pub struct HairlineItem {
    /// Rings, relative to `offset`.
    pub rings: Lines,
    /// Position of the rings' origin in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle.
    pub clip: ClipRect,
    /// The color.
    pub color: Color,
}
