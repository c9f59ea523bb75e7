//! The cells of a picture that edges cross.

/// What edges add to one pixel.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CoverageCell {
    /// Height of the edges within the pixel, in steps; counts for the pixels right of it too.
    pub cover: i32,
    /// Twice the area left of the edges within the pixel.
    pub area: i32,
}

/// The cells, row by row. A bit for each tells those that are in use.
#[derive(Debug, Default)]
pub(super) struct CellStore {
    pub width: usize,
    pub height: usize,
    pub cells: Vec<CoverageCell>,
    /// `words` for each row.
    pub used: Vec<u64>,
    pub words: usize,
}

impl CellStore {
    pub(super) fn size(&self) -> [i64; 2] {
        [self.width as i64, self.height as i64]
    }

    /// Adds to a cell, which is within the size.
    pub(super) fn add(&mut self, row: i64, column: i64, cover: i64, area: i64) {
        let (row, column) = (row as usize, column as usize);
        if let Some(cell) = self.cells.get_mut(row * self.width + column) {
            cell.cover = cell.cover.wrapping_add(cover as i32);
            cell.area = cell.area.wrapping_add(area as i32);
        }
        if let Some(word) = self.used.get_mut(row * self.words + column / 64) {
            *word |= 1 << (column % 64);
        }
    }
}
