//! Points inside of areas, away from the edges and near the centroid; after Mapnik's `interior` and Mapbox's polylabel.

use std::{cmp::Ordering, collections::BinaryHeap};

use crate::render::geometry::distance;

/// Maximum number of cells that are searched.
const MAX_CELLS: usize = 1 << 14;

/// A point inside of a polygon. With `central`, points near the centroid are preferred. `ratio` is Mapnik's scale factor.
pub(super) fn interior(rings: &[&[[f64; 2]]], central: bool, ratio: f64) -> Option<[f64; 2]> {
    let exterior = rings.first()?;
    let [lo, hi] = bounds(exterior)?;
    let size = [hi[0] - lo[0], hi[1] - lo[1]];
    let (side, longest) = (size[0].min(size[1]), size[0].max(size[1]));
    if !(side > 0.0 && longest.is_finite()) {
        return Some(lo);
    }
    let precision = longest / 100.0 * ratio;
    let Some(middle) = centroid(rings) else { return Some([0, 1].map(|i| (lo[i] + hi[i]) / 2.0)) };
    let search = Search { rings, middle, longest, central };
    let mut queue = BinaryHeap::new();
    let count = |axis: usize| (size[axis] / side).ceil().clamp(1.0, 256.0) as u32;
    for column in 0..count(0) {
        for row in 0..count(1) {
            let at = [lo[0] + (f64::from(column) + 0.5) * side, lo[1] + (f64::from(row) + 0.5) * side];
            queue.push(search.cell(at, side / 2.0));
        }
    }
    let mut best = search.cell(middle, 0.0);
    let mut searched = 0;
    while let Some(cell) = queue.pop() {
        if cell.fitness > best.fitness {
            best = cell;
        }
        searched += 1;
        if cell.potential - best.fitness <= precision || searched > MAX_CELLS {
            continue;
        }
        let half = cell.half / 2.0;
        for [x, y] in [[-half, -half], [half, -half], [-half, half], [half, half]] {
            queue.push(search.cell([cell.at[0] + x, cell.at[1] + y], half));
        }
    }
    Some(best.at)
}

/// The centroid of an area with holes; `None` if it has no area.
pub(super) fn centroid(rings: &[&[[f64; 2]]]) -> Option<[f64; 2]> {
    let origin = *rings.first()?.first()?;
    let (mut area, mut sum) = (0.0, [0.0; 2]);
    for ring in rings {
        let ends = ring.iter().skip(1).chain(ring.first());
        for (a, b) in ring.iter().zip(ends) {
            let ([ax, ay], [bx, by]) = ([a[0] - origin[0], a[1] - origin[1]], [b[0] - origin[0], b[1] - origin[1]]);
            let part = ax * by - bx * ay;
            area += part;
            sum = [sum[0] + (ax + bx) * part, sum[1] + (ay + by) * part];
        }
    }
    (area != 0.0).then(|| [0, 1].map(|i| origin[i] + sum[i] / (3.0 * area)))
}

struct Search<'r> {
    rings: &'r [&'r [[f64; 2]]],
    middle: [f64; 2],
    longest: f64,
    central: bool,
}

/// A square that is searched.
#[derive(Debug, Clone, Copy)]
struct InteriorCell {
    at: [f64; 2],
    half: f64,
    /// How well its center suits.
    fitness: f64,
    /// How well its best point may suit.
    potential: f64,
}

impl Search<'_> {
    fn cell(&self, at: [f64; 2], half: f64) -> InteriorCell {
        let inside = self.distance(at);
        let fitness = |inside: f64| {
            if inside <= 0.0 || !self.central { inside } else { inside * (1.0 - distance(at, self.middle) / self.longest) }
        };
        let potential = fitness(inside + half * std::f64::consts::SQRT_2);
        InteriorCell { at, half, fitness: fitness(inside), potential }
    }

    /// The distance from the edge, negative outside.
    fn distance(&self, p: [f64; 2]) -> f64 {
        let (mut inside, mut nearest) = (false, f64::INFINITY);
        for ring in self.rings {
            let before = ring.last().into_iter().chain(ring.iter());
            for (b, a) in before.zip(ring.iter()) {
                let crosses = (a[1] > p[1]) != (b[1] > p[1]);
                if crosses && p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0] {
                    inside = !inside;
                }
                nearest = nearest.min(squared_distance(p, *a, *b));
            }
        }
        if inside { nearest.sqrt() } else { -nearest.sqrt() }
    }
}

fn squared_distance(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let d = [b[0] - a[0], b[1] - a[1]];
    let length = d[0] * d[0] + d[1] * d[1];
    let t = if length > 0.0 { (((p[0] - a[0]) * d[0] + (p[1] - a[1]) * d[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    (p[0] - a[0] - d[0] * t).powi(2) + (p[1] - a[1] - d[1] * t).powi(2)
}

fn bounds(ring: &[[f64; 2]]) -> Option<[[f64; 2]; 2]> {
    let first = *ring.first()?;
    Some(ring.iter().fold([first, first], |[lo, hi], p| {
        [[0, 1].map(|i| lo[i].min(p[i])), [0, 1].map(|i| hi[i].max(p[i]))]
    }))
}

impl PartialEq for InteriorCell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for InteriorCell {}

impl PartialOrd for InteriorCell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for InteriorCell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.potential.total_cmp(&other.potential)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_is_inside_of_a_bent_area() {
        let ring = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [80.0, 100.0], [80.0, 20.0], [0.0, 20.0]];
        let [x, y] = interior(&[&ring], true, 1.0).unwrap();
        assert!((0.0..100.0).contains(&x) && (y < 20.0 || x > 80.0), "{x} {y}");
        let square = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]];
        assert_eq!(centroid(&[&square]), Some([5.0, 5.0]));
    }
}
