//! The squares that labels belong to.

use crate::render::{
    geometry::{ClipRect, Rect},
    input::{Frame, MARGIN, PlacedTile},
};

/// The squares of a vector tile that labels belong to: the raster tiles in it, or the tile itself if the view is not made
/// of raster tiles or the vector tile is smaller than one. Coordinates are device pixels of the view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    /// The tile.
    tile: Rect,
    /// Side of a cell.
    side: f64,
    /// The view with the margin in which labels are placed.
    near: Rect,
}

/// Maximum number of cells of a tile along one axis.
const MAX_CELLS: f64 = 64.0;

impl Cells {
    /// The cells of a tile.
    pub(super) fn of<T>(placed: &PlacedTile<'_, T>, frame: &Frame<'_, '_>) -> Self {
        let size = placed.size;
        let lo = placed.offset;
        let tile = Rect { lo, hi: lo.map(|v| v + size) };
        let side = placed.grid.filter(|grid| *grid < size).unwrap_or(size);
        let (width, height) = frame.view.pixel_size();
        let near = Rect::local(ClipRect::of_picture(width, height), [0.0; 2]).grown(MARGIN * frame.view.pixel_ratio);
        Self { tile, side, near }
    }

    /// The cell of a point; `None` if the point is outside of the tile, or so far from the view that it does not matter.
    pub(super) fn owner(&self, at: [f64; 2]) -> Option<Rect> {
        let within = |area: &Rect| (0..2).all(|i| at[i] >= area.lo[i] && at[i] < area.hi[i]);
        (within(&self.tile) && within(&self.near))
            .then(|| self.cell([0, 1].map(|i| ((at[i] - self.tile.lo[i]) / self.side).floor())))
    }

    /// All cells near the view, row by row.
    pub(super) fn all(&self) -> Vec<Rect> {
        let count = ((self.tile.hi[0] - self.tile.lo[0]) / self.side).round().clamp(1.0, MAX_CELLS);
        let first = |axis: usize| ((self.near.lo[axis] - self.tile.lo[axis]) / self.side).floor().clamp(0.0, count);
        let last = |axis: usize| ((self.near.hi[axis] - self.tile.lo[axis]) / self.side).ceil().clamp(0.0, count);
        let range = |axis: usize| first(axis) as u32..last(axis) as u32;
        let row = |y: u32| range(0).map(move |x| self.cell([x, y].map(f64::from)));
        range(1).flat_map(row).collect()
    }

    fn cell(&self, index: [f64; 2]) -> Rect {
        let lo = [0, 1].map(|i| self.tile.lo[i] + index[i] * self.side);
        Rect { lo, hi: lo.map(|v| v + self.side) }
    }
}
