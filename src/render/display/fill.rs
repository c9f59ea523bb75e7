//! Areas and their outlines.

use super::PaintSource;
use crate::{
    render::geometry::{ClipRect, Lines},
    style::Color,
};

/// Areas: rings of one or more polygons, exterior rings turning one way and holes the other.
#[derive(Debug, Clone)]
pub struct FillItem {
    /// Rings, relative to `offset`.
    pub rings: Lines,
    /// The place of the rings' (0, 0) in the picture: the corner of their tile, so that the same tile drawn into
    /// another picture has the same coordinates.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// What it is painted with.
    pub source: PaintSource,
    /// Whether edges are smoothed.
    pub antialias: bool,
}

/// Outlines of areas, one pixel wide.
#[derive(Debug, Clone)]
pub struct HairlineItem {
    /// Rings, relative to `offset`.
    pub rings: Lines,
    /// The place of the rings' (0, 0) in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// Its color.
    pub color: Color,
}
