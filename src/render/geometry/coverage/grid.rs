//! Collects the edges of areas and tells the coverage of pixels.

use super::{
    cells::{CellStore, CoverageCell},
    edge,
};
use crate::render::geometry::ClipRect;

/// Coordinates beyond this, in pixels, are moved to it.
const FARTHEST: f64 = 4_000_000.0;

/// Steps per pixel.
const STEPS: f64 = 256.0;

/// Twice the area of a pixel's row of steps, which is what a cover of one step adds to the pixels right of it.
const FULL: i32 = 512;

/// Which windings are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillRule {
    /// All but zero.
    NonZero,
    /// Odd numbers.
    EvenOdd,
}

/// Collects the rings of an area and tells the coverage of its pixels.
#[derive(Debug, Default)]
pub(crate) struct CoverageGrid {
    store: CellStore,
    clip: Option<ClipRect>,
    /// The first and the last row with edges.
    rows: Option<(usize, usize)>,
}

impl CoverageGrid {
    /// Begins an area. Only the pixels in `clip` are of interest.
    pub(crate) fn begin(&mut self, clip: ClipRect) {
        if self.rows.take().is_some() {
            // The last area was not swept, which empties the cells.
            self.store.cells.fill(CoverageCell::default());
            self.store.used.fill(0);
        }
        if self.clip != Some(clip) {
            let side = |from: i32, to: i32| to.saturating_sub(from).max(0) as usize;
            let (width, height) = (side(clip.left, clip.right), side(clip.top, clip.bottom));
            let words = width.div_ceil(64);
            let (cells, used) = (width * height, words * height);
            self.store.cells.resize(cells.max(self.store.cells.len()), CoverageCell::default());
            self.store.used.resize(used.max(self.store.used.len()), 0);
            (self.store.width, self.store.height, self.store.words) = (width, height, words);
            self.clip = Some(clip);
        }
    }

    /// Adds a ring. `offset` is the position of its origin in the picture.
    pub(crate) fn ring(&mut self, ring: &[[f64; 2]], offset: [f64; 2]) {
        let Some((clip, last)) = self.clip.zip(ring.last()) else { return };
        let shift = [offset[0] - f64::from(clip.left), offset[1] - f64::from(clip.top)].map(|v| v * STEPS);
        let steps = |p: &[f64; 2]| [0, 1].map(|i| place(p[i], shift[i]));
        let mut before = steps(last);
        let (mut top, mut bottom) = (i64::MAX, i64::MIN);
        for p in ring {
            let here = steps(p);
            edge::add(before, here, &mut self.store);
            (top, bottom) = (top.min(here[1]), bottom.max(here[1]));
            before = here;
        }
        let most = self.store.height.saturating_sub(1) as i64;
        let row = |v: i64| v.div_euclid(STEPS as i64).clamp(0, most) as usize;
        let (from, to) = (row(top), row(bottom));
        self.rows = Some(self.rows.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
    }

    /// Ends the area: calls `span` with the row, the columns from and to, and the coverage (1 to 255) of each run of
    /// pixels, row by row from left to right.
    pub(crate) fn sweep(&mut self, rule: FillRule, mut span: impl FnMut(i32, i32, i32, u8)) {
        let Some((clip, (from, to))) = self.clip.zip(self.rows.take()) else { return };
        let CellStore { width, cells, used, words, .. } = &mut self.store;
        for row in from..=to {
            let Some(bits) = used.get_mut(row * *words..(row + 1) * *words) else { continue };
            let Some(cells) = cells.get_mut(row * *width..(row + 1) * *width) else { continue };
            let y = clip.top + row as i32;
            let mut put = |from: usize, to: usize, area: i32| {
                let alpha = alpha(area, rule);
                if alpha > 0 && from < to {
                    span(y, clip.left + from as i32, clip.left + to as i32, alpha);
                }
            };
            let (mut cover, mut next) = (0_i32, 0);
            for (index, word) in bits.iter_mut().enumerate() {
                let mut left = std::mem::take(word);
                while left != 0 {
                    let column = index * 64 + left.trailing_zeros() as usize;
                    left &= left - 1;
                    let Some(cell) = cells.get_mut(column) else { continue };
                    let cell = std::mem::take(cell);
                    put(next, column, cover.wrapping_mul(FULL));
                    cover = cover.wrapping_add(cell.cover);
                    put(column, column + 1, cover.wrapping_mul(FULL).wrapping_sub(cell.area));
                    next = column + 1;
                }
            }
            put(next, *width, cover.wrapping_mul(FULL));
        }
    }
}

/// A coordinate in steps from the corner of the cells. It is rounded before it is shifted, so that neighboring pictures
/// agree.
fn place(v: f64, shift: f64) -> i64 {
    ((v * STEPS).round() + shift.round()).clamp(-FARTHEST * STEPS, FARTHEST * STEPS) as i64
}

/// The coverage from 0 to 255 for twice the covered area in square steps.
fn alpha(area: i32, rule: FillRule) -> u8 {
    let mut cover = (area >> 9).unsigned_abs();
    if rule == FillRule::EvenOdd {
        cover &= 511;
        if cover > 256 {
            cover = 512 - cover;
        }
    }
    cover.min(255) as u8
}
