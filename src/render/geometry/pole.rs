//! The best label position in a polygon: the point farthest from its outline.
//!
//! V. Agafonkin, "A new algorithm for finding a visual center of a polygon" (polylabel, 2016).

use crate::deadline::checkpoint;
use std::{cmp::Ordering, collections::BinaryHeap};

/// The point inside of the polygon `rings` (exterior first) that is farthest from its edges, within `precision`. `None`
/// for a polygon without vertices.
pub(crate) fn pole_of_inaccessibility(rings: &[&[[f64; 2]]], precision: f64) -> Option<[f64; 2]> {
    let exterior = rings.first().filter(|r| !r.is_empty())?;
    let (mut lo, mut hi) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for p in *exterior {
        for axis in 0..2 {
            lo[axis] = lo[axis].min(p[axis]);
            hi[axis] = hi[axis].max(p[axis]);
        }
    }
    let size = [hi[0] - lo[0], hi[1] - lo[1]];
    let side = size[0].min(size[1]);
    // Slivers would need a huge number of cells.
    if side <= 0.0 || size[0].max(size[1]) / side > 4096.0 {
        return Some(lo);
    }
    let half = side / 2.0;
    let mut queue = BinaryHeap::new();
    let mut x = lo[0];
    while x < hi[0] {
        let mut y = lo[1];
        while y < hi[1] {
            queue.push(Cell::new([x + half, y + half], half, rings));
            y += side;
        }
        x += side;
    }
    let mut best = centroid(exterior).map_or_else(|| Cell::new(lo, 0.0, rings), |c| Cell::new(c, 0.0, rings));
    let mut budget = MAX_CELLS;
    while let Some(cell) = queue.pop() {
        if cell.distance > best.distance {
            best = cell;
        }
        budget -= 1;
        if cell.max - best.distance <= precision || budget == 0 {
            break;
        }
        let half = cell.half / 2.0;
        for [dx, dy] in [[-half, -half], [half, -half], [-half, half], [half, half]] {
            queue.push(Cell::new([cell.at[0] + dx, cell.at[1] + dy], half, rings));
        }
    }
    Some(best.at)
}

/// The search stops after this many cells and returns the best point so far.
const MAX_CELLS: usize = 2000;

#[derive(Debug, Clone, Copy)]
struct Cell {
    at: [f64; 2],
    half: f64,
    /// Signed distance of the center from the outline, negative outside.
    distance: f64,
    /// Upper bound of the distance of any point in the cell.
    max: f64,
}

impl Cell {
    fn new(at: [f64; 2], half: f64, rings: &[&[[f64; 2]]]) -> Self {
        let distance = inner_distance(at, rings);
        Self { at, half, distance, max: distance + half * std::f64::consts::SQRT_2 }
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |c: &Self| (c.max, c.at[0], c.at[1]);
        let (a, b) = (key(self), key(other));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cell {}

fn edges<'r>(rings: &'r [&[[f64; 2]]]) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + 'r {
    rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
}

/// The distance of a point from the outline of a polygon, negative outside.
pub(crate) fn inner_distance(p: [f64; 2], rings: &[&[[f64; 2]]]) -> f64 {
    checkpoint(rings.iter().map(|ring| ring.len()).sum());
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for (a, b) in edges(rings) {
        if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0] {
            inside = !inside;
        }
        nearest = nearest.min(squared_to_segment(p, a, b));
    }
    if inside { nearest.sqrt() } else { -nearest.sqrt() }
}

fn squared_to_segment(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let d = [b[0] - a[0], b[1] - a[1]];
    let squared = d[0] * d[0] + d[1] * d[1];
    let t = if squared > 0.0 { ((p[0] - a[0]) * d[0] + (p[1] - a[1]) * d[1]) / squared } else { 0.0 }.clamp(0.0, 1.0);
    (p[0] - a[0] - d[0] * t).powi(2) + (p[1] - a[1] - d[1] * t).powi(2)
}

fn centroid(ring: &[[f64; 2]]) -> Option<[f64; 2]> {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in edges(&[ring]) {
        let cross = a[0] * b[1] - b[0] * a[1];
        area += cross * 3.0;
        x += (a[0] + b[0]) * cross;
        y += (a[1] + b[1]) * cross;
    }
    (area != 0.0).then(|| [x / area, y / area])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_an_l_shape_is_in_its_wide_arm() {
        let ring = [[0.0, 0.0], [100.0, 0.0], [100.0, 40.0], [20.0, 40.0], [20.0, 100.0], [0.0, 100.0]];
        let [x, y] = pole_of_inaccessibility(&[&ring], 1.0).unwrap();
        assert!((19.0..82.0).contains(&x) && (y - 20.0).abs() < 2.0, "{x},{y}");
    }

    #[test]
    fn a_hole_is_avoided() {
        let square = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]];
        let hole = [[10.0, 10.0], [10.0, 60.0], [60.0, 60.0], [60.0, 10.0]];
        let [x, y] = pole_of_inaccessibility(&[&square, &hole], 1.0).unwrap();
        assert!(x > 60.0 || y > 60.0, "{x},{y}");
    }
}
