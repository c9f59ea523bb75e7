//! The cells of a picture that edges cross.

/// What edges add to one pixel.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CoverageCell {
    /// Height of the edges within the pixel, in steps; counts for the pixels right of it too.
    pub cover: i32,
    /// Twice the area left of the edges within the pixel.
    pub area: i32,
}

/// The cells, row by row. A bit for each tells those that are in use; all are empty between areas.
#[derive(Debug, Default)]
pub(super) struct CellStore {
    pub width: usize,
    pub height: usize,
    pub cells: Vec<CoverageCell>,
    /// `words` for each row.
    pub used: Vec<u64>,
    pub words: usize,
}

/// One row of cells.
pub(super) struct CellRow<'c> {
    cells: &'c mut [CoverageCell],
    used: &'c mut [u64],
}

impl CellStore {
    pub(super) fn size(&self) -> [i64; 2] {
        [self.width as i64, self.height as i64]
    }

    /// The cells of a row within the size.
    #[inline]
    pub(super) fn row(&mut self, row: i64) -> Option<CellRow<'_>> {
        let row = row as usize;
        let cells = self.cells.get_mut(row * self.width..(row + 1) * self.width)?;
        let used = self.used.get_mut(row * self.words..(row + 1) * self.words)?;
        Some(CellRow { cells, used })
    }
}

impl CellRow<'_> {
    pub(super) fn width(&self) -> i64 {
        self.cells.len() as i64
    }

    /// Adds to a cell of the row.
    #[inline]
    pub(super) fn add(&mut self, column: i64, cover: i64, area: i64) {
        let column = column as usize;
        if let (Some(cell), Some(word)) = (self.cells.get_mut(column), self.used.get_mut(column / 64)) {
            cell.cover = cell.cover.wrapping_add(cover as i32);
            cell.area = cell.area.wrapping_add(area as i32);
            *word |= 1 << (column % 64);
        }
    }
}
