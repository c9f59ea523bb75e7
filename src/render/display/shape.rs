//! Areas with the edges of Mapnik.

use super::PaintSource;
use crate::{
    render::geometry::{ClipRect, FillRule, Lines},
    style::{BlendMode, symbolizer::Gamma},
};

/// Areas and outlines of strokes, drawn one after another, with the coverage of each pixel computed exactly.
#[derive(Debug, Clone)]
pub struct ShapeItem {
    /// The rings of all areas, relative to `offset`.
    pub rings: Lines,
    /// For each area, the number of rings up to its end.
    pub ends: Vec<usize>,
    /// Position of the rings' origin in the picture, in whole pixels.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle.
    pub clip: ClipRect,
    /// The color or pattern.
    pub source: PaintSource,
    /// What is inside of an area.
    pub rule: FillRule,
    /// The opacity of partly covered pixels.
    pub gamma: Gamma,
    /// How each area is mixed with what is below.
    pub blend: BlendMode,
}

impl ShapeItem {
    /// The rings of each area.
    pub(crate) fn areas(&self) -> impl Iterator<Item = impl Iterator<Item = &[[f64; 2]]> + Clone> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, to)| (from..*to).filter_map(|i| self.rings.get(i)))
    }
}
