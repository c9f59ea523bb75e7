//! Boxes in a uniform grid, to find those near a place.

use crate::deadline::checkpoint;

/// Side of a cell in device pixels: about a label's height.
const CELL: f64 = 32.0;

/// Numbers of boxes in the cells of a uniform grid. Boxes are left, top, right and bottom.
#[derive(Debug)]
pub(crate) struct CellIndex {
    origin: [f64; 2],
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
}

impl CellIndex {
    /// Creates an empty index for the area between `from` and `to`. Boxes beyond it are put into the outermost cells.
    pub(crate) fn new(from: [f64; 2], to: [f64; 2]) -> Self {
        let count = |axis: usize| (((to[axis] - from[axis]) / CELL).ceil() as usize).clamp(1, 1024);
        let (columns, rows) = (count(0), count(1));
        Self { origin: from, columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    /// Adds the box with this number.
    pub(crate) fn insert(&mut self, bounds: [f64; 4], number: u32) {
        for cell in self.cells_of(bounds) {
            checkpoint(1);
            if let Some(numbers) = self.cells.get_mut(cell) {
                numbers.push(number);
            }
        }
    }

    /// The numbers of the boxes that share a cell with `bounds`; a box that shares several is listed several times.
    pub(crate) fn near(&self, bounds: [f64; 4]) -> impl Iterator<Item = u32> {
        self.cells_of(bounds)
            .filter_map(|cell| self.cells.get(cell))
            .inspect(|numbers| checkpoint(1 + numbers.len()))
            .flatten()
            .copied()
    }

    /// Removes all boxes.
    pub(crate) fn clear(&mut self) {
        self.cells.iter_mut().for_each(Vec::clear);
    }

    fn cells_of(&self, [left, top, right, bottom]: [f64; 4]) -> impl Iterator<Item = usize> + use<> {
        let cell = |v: f64, axis: usize, count: usize| {
            (((v - self.origin[axis]) / CELL).floor().max(0.0) as usize).min(count - 1)
        };
        let (x0, x1) = (cell(left, 0, self.columns), cell(right, 0, self.columns));
        let (y0, y1) = (cell(top, 1, self.rows), cell(bottom, 1, self.rows));
        let columns = self.columns;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * columns + x))
    }
}
