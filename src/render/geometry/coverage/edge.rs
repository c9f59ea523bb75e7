//! The cells that an edge crosses. Coordinates are whole steps of 1/256 pixel.

use super::cells::CellStore;

/// Steps per pixel.
const STEPS: i64 = 256;

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
    fn new(from: i64, to: i64) -> Self {
        let forward = to >= from;
        let rest = from.rem_euclid(STEPS);
        Self {
            first: from.div_euclid(STEPS),
            last: to.div_euclid(STEPS),
            forward,
            head: if forward { STEPS - rest } else { rest },
            length: (to - from).abs(),
        }
    }

    /// Number of borders that are crossed.
    fn borders(self) -> i64 {
        (self.last - self.first).abs()
    }

    fn pixel(self, i: i64) -> i64 {
        if self.forward { self.first + i } else { self.first - i }
    }

    /// The indices of the pixels within `0..limit`.
    fn within(self, limit: i64) -> (i64, i64) {
        let (from, to) =
            if self.forward { (-self.first, limit - 1 - self.first) } else { (self.first - limit + 1, self.first) };
        (from.max(0), to.min(self.borders()))
    }

    /// The other coordinate, which goes from `from` to `to`, at the border after pixel `i`.
    fn other_at(self, i: i64, from: i64, to: i64) -> i64 {
        from + ((self.head + STEPS * i) * (to - from)).div_euclid(self.length)
    }
}

/// Adds the edge from `a` to `b` to `cells`, which are `width` × `height` pixels.
pub(super) fn add(a: [i64; 2], b: [i64; 2], cells: &mut CellStore) {
    let [width, height] = cells.size();
    if a[1] == b[1] || a[1].max(b[1]) <= 0 || a[1].min(b[1]) >= height * STEPS || a[0].min(b[0]) >= width * STEPS {
        return;
    }
    let rows = Cuts::new(a[1], b[1]);
    let (from, to) = rows.within(height);
    let (enter, leave) = if rows.forward { (0, STEPS) } else { (STEPS, 0) };
    let mut x = if from > 0 { rows.other_at(from - 1, a[0], b[0]) } else { a[0] };
    for i in from..=to {
        let end = if i == rows.borders() { b[0] } else { rows.other_at(i, a[0], b[0]) };
        let top = if i == 0 { a[1].rem_euclid(STEPS) } else { enter };
        let bottom = if i == rows.borders() { b[1].rem_euclid(STEPS) } else { leave };
        add_in_row(rows.pixel(i), [x, top], [end, bottom], cells);
        x = end;
    }
}

/// Adds the part of an edge within one row; `y` is relative to the row.
fn add_in_row(row: i64, a: [i64; 2], b: [i64; 2], cells: &mut CellStore) {
    if a[1] == b[1] {
        return;
    }
    let columns = Cuts::new(a[0], b[0]);
    let (from, to) = columns.within(cells.size()[0]);
    let last = columns.borders();
    if from > to {
        // Left of the cells; edges on the right change nothing.
        if a[0] < 0 {
            cells.add(row, 0, b[1] - a[1], 0);
        }
        return;
    }
    let start = if from > 0 { columns.other_at(from - 1, a[1], b[1]) } else { a[1] };
    if columns.forward && start != a[1] {
        cells.add(row, 0, start - a[1], 0);
    }
    let (enter, leave) = if columns.forward { (0, STEPS) } else { (STEPS, 0) };
    let mut y = start;
    for i in from..=to {
        let end = if i == last { b[1] } else { columns.other_at(i, a[1], b[1]) };
        let left = if i == 0 { a[0].rem_euclid(STEPS) } else { enter };
        let right = if i == last { b[0].rem_euclid(STEPS) } else { leave };
        cells.add(row, columns.pixel(i), end - y, (left + right) * (end - y));
        y = end;
    }
    if !columns.forward && to < last {
        cells.add(row, 0, b[1] - y, 0);
    }
}
