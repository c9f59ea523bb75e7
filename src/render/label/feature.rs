//! A feature that labels are placed for.

use super::cells::Cells;
use crate::{
    render::{
        geometry::Lines,
        input::{BoundLayer, Frame},
    },
    style::expression::{Context, GeometryKind},
};

/// A feature that labels are placed for.
pub(super) struct LabelFeature<'t, 'a> {
    pub frame: &'t Frame<'t, 'a>,
    /// The tile's layer that it is in.
    pub bound: &'t BoundLayer<'a>,
    /// Its index in the layer.
    pub index: usize,
    pub kind: GeometryKind,
    /// The context of its expressions.
    pub context: Context<'t>,
    /// The squares that its labels belong to.
    pub cells: Cells,
    /// The tile's corner in device pixels of the view.
    pub offset: [f64; 2],
    /// Device pixels per unit of the tile.
    pub scale: f64,
}

impl LabelFeature<'_, '_> {
    /// Device pixels per pixel of Mapnik (its scale factor).
    pub(super) fn ratio(&self) -> f64 {
        self.frame.view.pixel_ratio
    }

    /// The points, lines or rings in device pixels of the view. Each point is a line of its own, and rings have no
    /// closing vertex.
    pub(super) fn geometry(&self) -> Lines {
        let mut units = Lines::default();
        self.bound.geometry(self.index, &mut units);
        let mut lines = Lines::default();
        for line in units.iter() {
            lines.line(line.iter().map(|p| [0, 1].map(|i| self.offset[i] + p[i] * self.scale)));
        }
        lines
    }
}
