//! The cells that an edge crosses. Coordinates are whole steps of 1/256 pixel.

use super::{
    cells::{CellRow, CellStore},
    slope::{Slope, divided},
};

/// Steps per pixel.
const STEPS: i64 = 256;

/// The pixel of a coordinate.
fn pixel(v: i64) -> i64 {
    v >> 8
}

/// The part of a coordinate within its pixel.
fn within(v: i64) -> i64 {
    v & 255
}

/// One coordinate of a walk along an edge, cut where it crosses from one pixel to the next.
#[derive(Clone, Copy)]
struct Cuts {
    /// Pixels of start and end.
    first: i64,
    last: i64,
    forward: bool,
    /// Distance from the start to the first border between pixels.
    head: i64,
    length: i64,
}

impl Cuts {
    #[inline]
    fn new(from: i64, to: i64) -> Self {
        let forward = to >= from;
        let rest = within(from);
        Self {
            first: pixel(from),
            last: pixel(to),
            forward,
            head: if forward { STEPS - rest } else { rest },
            length: (to - from).abs(),
        }
    }

    /// Number of borders that are crossed.
    #[inline]
    fn borders(self) -> i64 {
        (self.last - self.first).abs()
    }

    #[inline]
    fn pixel(self, i: i64) -> i64 {
        if self.forward { self.first + i } else { self.first - i }
    }

    /// The indices of the pixels within `0..limit`.
    #[inline]
    fn within(self, limit: i64) -> (i64, i64) {
        let (from, to) =
            if self.forward { (-self.first, limit - 1 - self.first) } else { (self.first - limit + 1, self.first) };
        (from.max(0), to.min(self.borders()))
    }
}

/// The other coordinate, which goes from `from` to `to`, at the borders between pixels, one after another.
struct Crossings {
    slope: Slope,
    at: i64,
}

impl Crossings {
    /// Begins at the border after pixel `i` of `cuts`.
    #[inline]
    fn new(cuts: Cuts, i: i64, from: i64, to: i64) -> Self {
        let (slope, grown) = Slope::new(to - from, cuts.length, cuts.head + STEPS * i, STEPS);
        Self { slope, at: from + grown }
    }

    /// The coordinate at the border.
    #[inline]
    fn next(&mut self) -> i64 {
        let at = self.at;
        self.at += self.slope.next();
        at
    }
}

/// Adds the edge from `a` to `b` to `cells`. Returns the number of rows that it crosses.
pub(super) fn add(a: [i64; 2], b: [i64; 2], cells: &mut CellStore) -> usize {
    let [width, height] = cells.size();
    if a[1] == b[1] || a[1].max(b[1]) <= 0 || a[1].min(b[1]) >= height * STEPS || a[0].min(b[0]) >= width * STEPS {
        return 0;
    }
    let rows = Cuts::new(a[1], b[1]);
    if rows.first == rows.last {
        if let Some(mut row) = cells.row(rows.first) {
            add_in_row(&mut row, [a[0], within(a[1])], [b[0], within(b[1])]);
        }
        return 1;
    }
    let (from, to) = rows.within(height);
    if from > to {
        return 0;
    }
    let (enter, leave) = if rows.forward { (0, STEPS) } else { (STEPS, 0) };
    let ends = |i: i64| {
        let top = if i == 0 { within(a[1]) } else { enter };
        (top, if i == rows.borders() { within(b[1]) } else { leave })
    };
    if a[0] == b[0] || a[0].max(b[0]) < 0 {
        // Upright, or left of the cells.
        let (column, twice) = if a[0].max(b[0]) < 0 { (0, 0) } else { (pixel(a[0]), 2 * within(a[0])) };
        for i in from..=to {
            let (top, bottom) = ends(i);
            if let Some(mut row) = cells.row(rows.pixel(i)) {
                row.add(column, bottom - top, twice * (bottom - top));
            }
        }
        return (to - from) as usize + 1;
    }
    let mut x = a[0];
    let mut crossings = Crossings::new(rows, (from - 1).max(0), a[0], b[0]);
    if from > 0 {
        x = crossings.next();
    }
    for i in from..=to {
        let end = if i == rows.borders() { b[0] } else { crossings.next() };
        let (top, bottom) = ends(i);
        if let Some(mut row) = cells.row(rows.pixel(i)) {
            add_in_row(&mut row, [x, top], [end, bottom]);
        }
        x = end;
    }
    (to - from) as usize + 1
}

/// Adds the part of an edge within one row; `y` is relative to the row.
#[inline]
fn add_in_row(row: &mut CellRow<'_>, a: [i64; 2], b: [i64; 2]) {
    let height = b[1] - a[1];
    if height == 0 {
        return;
    }
    let columns = Cuts::new(a[0], b[0]);
    if columns.first == columns.last {
        match columns.first {
            // Left of the cells.
            ..0 => row.add(0, height, 0),
            column => row.add(column, height, (within(a[0]) + within(b[0])) * height),
        }
        return;
    }
    let (from, to) = columns.within(row.width());
    let last = columns.borders();
    if from > to {
        // Left of the cells; edges on the right change nothing.
        if a[0] < 0 {
            row.add(0, height, 0);
        }
        return;
    }
    let (enter, leave) = if columns.forward { (0, STEPS) } else { (STEPS, 0) };
    if from == 0 && last == 1 && to == 1 {
        // From a pixel to the next: most edges.
        let end = a[1] + divided(columns.head, height, columns.length).0;
        row.add(columns.first, end - a[1], (within(a[0]) + leave) * (end - a[1]));
        row.add(columns.last, b[1] - end, (enter + within(b[0])) * (b[1] - end));
        return;
    }
    let mut crossings = Crossings::new(columns, (from - 1).max(0), a[1], b[1]);
    let start = if from > 0 { crossings.next() } else { a[1] };
    if columns.forward && start != a[1] {
        row.add(0, start - a[1], 0);
    }
    let mut y = start;
    for i in from..=to {
        let end = if i == last { b[1] } else { crossings.next() };
        let left = if i == 0 { within(a[0]) } else { enter };
        let right = if i == last { within(b[0]) } else { leave };
        row.add(columns.pixel(i), end - y, (left + right) * (end - y));
        y = end;
    }
    if !columns.forward && to < last {
        row.add(0, b[1] - y, 0);
    }
}

/// Adds the edge from `a` to `b` so that pixels are covered entirely if their centers are inside, and not at all
/// otherwise. Returns the number of rows that it crosses.
pub(super) fn add_centers(a: [i64; 2], b: [i64; 2], cells: &mut CellStore) -> usize {
    const HALF: i64 = STEPS / 2;
    let [width, height] = cells.size();
    let (top, bottom, cover) = if a[1] < b[1] { (a, b, STEPS) } else { (b, a, -STEPS) };
    // The rows whose centers the edge crosses.
    let first = pixel(top[1] + HALF - 1).max(0);
    let end = pixel(bottom[1] + HALF - 1).min(height);
    if first >= end {
        return 0;
    }
    let begin = first * STEPS + HALF - top[1];
    let (mut slope, grown) = Slope::new(bottom[0] - top[0], bottom[1] - top[1], begin, STEPS);
    let mut x = top[0] + grown;
    for row in first..end {
        let column = pixel(x + HALF).max(0);
        if column < width
            && let Some(mut row) = cells.row(row)
        {
            row.add(column, cover, 0);
        }
        x += slope.next();
    }
    (end - first) as usize
}
