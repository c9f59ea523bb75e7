//! Tells the coverage of pixels from the edges of areas.

use std::{cell::Cell, ops::RangeInclusive};

use super::{
    cells::{CellStore, CoverageCell},
    edge,
};
use crate::{
    deadline::checkpoint,
    render::geometry::{ClipRect, snap::round},
};

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

/// How pixels on an edge are covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EdgeRule {
    /// By the part of them that is inside.
    Smooth,
    /// Entirely if their centers are inside, otherwise not at all.
    Centers,
}

/// The maximum number of cells that are held at a time. Areas of larger pictures are drawn in bands of rows.
const MAX_CELLS: usize = 1 << 21;

/// Tells the coverage of the pixels of areas, one area after another.
#[derive(Debug)]
pub(crate) struct CoverageGrid {
    store: CellStore,
    /// Whether a job ended while an area was being added: its cells are in use.
    interrupted: bool,
}

/// A thread keeps no more than this number of cells for its next picture: those of 512 pixels square.
const MAX_KEPT: usize = 1 << 18;

thread_local! {
    /// The cells of the last picture.
    static KEPT: Cell<Option<CellStore>> = const { Cell::new(None) };
}

impl Default for CoverageGrid {
    fn default() -> Self {
        Self { store: KEPT.take().unwrap_or_default(), interrupted: false }
    }
}

impl Drop for CoverageGrid {
    fn drop(&mut self) {
        if !self.interrupted && self.store.cells.len() <= MAX_KEPT {
            KEPT.set(Some(std::mem::take(&mut self.store)));
        }
    }
}

impl CoverageGrid {
    /// Calls `span` with the row, the columns from and to, and the coverage (1 to 255) of each run of pixels in `clip` that
    /// an area covers, row by row from left to right. `offset` is the position of the origin of its `rings` in the picture.
    pub(crate) fn cover<'r, I: Iterator<Item = &'r [[f64; 2]]>>(
        &mut self,
        rings: impl Fn() -> I,
        offset: [f64; 2],
        clip: ClipRect,
        (rule, edges): (FillRule, EdgeRule),
        mut span: impl FnMut(i32, i32, i32, u8),
    ) {
        let side = |from: i32, to: i32| to.saturating_sub(from).max(0) as usize;
        let (width, height) = (side(clip.left, clip.right), side(clip.top, clip.bottom));
        if width == 0 || height == 0 {
            return;
        }
        let band = (MAX_CELLS / width).clamp(1, height);
        for top in (0..height).step_by(band) {
            let clip = ClipRect { top: clip.top.saturating_add(top as i32), ..clip };
            self.begin(width, band.min(height - top));
            self.interrupted = true;
            let mut rows = None;
            for ring in rings() {
                self.ring(ring, offset, clip, edges, &mut rows);
            }
            if let Some((from, to)) = rows {
                self.sweep(from..=to, clip, rule, &mut span);
            }
            self.interrupted = false;
        }
    }

    /// Begins an area with cells for the given number of pixels.
    fn begin(&mut self, width: usize, height: usize) {
        let store = &mut self.store;
        let words = width.div_ceil(64);
        let (cells, used) = (width * height, words * height);
        if store.cells.len() < cells {
            store.cells.resize(cells, CoverageCell::default());
        }
        if store.used.len() < used {
            store.used.resize(used, 0);
        }
        (store.width, store.height, store.words) = (width, height, words);
    }

    /// Adds a ring, and the rows with edges of it to `rows`.
    fn ring(
        &mut self,
        ring: &[[f64; 2]],
        offset: [f64; 2],
        clip: ClipRect,
        edges: EdgeRule,
        rows: &mut Option<(usize, usize)>,
    ) {
        let Some(last) = ring.last() else { return };
        let shift = [offset[0] - f64::from(clip.left), offset[1] - f64::from(clip.top)].map(|v| (v * STEPS).round());
        let steps = |p: &[f64; 2]| [0, 1].map(|i| place(p[i], shift[i]));
        let mut before = steps(last);
        let (mut top, mut bottom) = (i64::MAX, i64::MIN);
        for p in ring {
            let here = steps(p);
            let crossed = match edges {
                EdgeRule::Smooth => edge::add(before, here, &mut self.store),
                EdgeRule::Centers => edge::add_centers(before, here, &mut self.store),
            };
            checkpoint(1 + crossed);
            (top, bottom) = (top.min(here[1]), bottom.max(here[1]));
            before = here;
        }
        let height = self.store.height as i64;
        let (from, to) = (top >> 8, bottom >> 8);
        if to < 0 || from >= height {
            return;
        }
        let (from, to) = (from.max(0) as usize, to.min(height - 1) as usize);
        *rows = Some(rows.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
    }

    /// Empties the cells and tells the coverage.
    fn sweep(
        &mut self,
        rows: RangeInclusive<usize>,
        clip: ClipRect,
        rule: FillRule,
        span: &mut impl FnMut(i32, i32, i32, u8),
    ) {
        let CellStore { width, cells, used, words, .. } = &mut self.store;
        for row in rows {
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
                    if next < column && cover != 0 {
                        put(next, column, cover.wrapping_mul(FULL));
                    }
                    cover = cover.wrapping_add(cell.cover);
                    put(column, column + 1, cover.wrapping_mul(FULL).wrapping_sub(cell.area));
                    next = column + 1;
                }
            }
            put(next, *width, cover.wrapping_mul(FULL));
            checkpoint(*words + *width / 16);
        }
    }
}

/// A coordinate in steps from the corner of the cells, which is `shift` steps away from the origin. It is rounded before
/// it is shifted, so that neighboring pictures agree.
#[inline]
fn place(v: f64, shift: f64) -> i64 {
    (round(v * STEPS) + shift).clamp(-FARTHEST * STEPS, FARTHEST * STEPS) as i64
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
