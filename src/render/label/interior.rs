//! A point within an area: far from its edges, but near its centroid. Mapnik's variant of polylabel.

use std::{cmp::Ordering, collections::BinaryHeap};

use super::positions::centroid;
use crate::render::geometry::inner_distance;

/// The point within an area (exterior first). `ratio` is the number of device pixels per CSS pixel.
pub(super) fn interior(rings: &[&[[f64; 2]]], ratio: f64) -> Option<[f64; 2]> {
    let exterior = rings.first().filter(|ring| !ring.is_empty())?;
    let bound = |axis: usize, start: f64, pick: fn(f64, f64) -> f64| exterior.iter().map(|p| p[axis]).fold(start, pick);
    let lo = [0, 1].map(|axis| bound(axis, f64::INFINITY, f64::min));
    let hi = [0, 1].map(|axis| bound(axis, f64::NEG_INFINITY, f64::max));
    let size = [hi[0] - lo[0], hi[1] - lo[1]];
    let (side, most) = (size[0].min(size[1]), size[0].max(size[1]));
    // Slivers would need a huge number of cells.
    if side <= 0.0 || most / side > MAX_RATIO {
        return Some(lo);
    }
    let search = Search { rings, centroid: centroid(rings)?, most };
    let precision = most / 100.0 * ratio;
    let mut queue = BinaryHeap::new();
    let half = side / 2.0;
    let mut x = lo[0];
    while x < hi[0] {
        let mut y = lo[1];
        while y < hi[1] {
            queue.push(search.cell([x + half, y + half], half));
            y += side;
        }
        x += side;
    }
    let mut best = search.cell(search.centroid, 0.0);
    for _ in 0..MAX_CELLS {
        let Some(cell) = queue.pop() else { break };
        if cell.fitness > best.fitness {
            best = cell;
        }
        if cell.most - best.fitness <= precision {
            continue;
        }
        let half = cell.half / 2.0;
        for [dx, dy] in [[-half, -half], [half, -half], [-half, half], [half, half]] {
            queue.push(search.cell([cell.at[0] + dx, cell.at[1] + dy], half));
        }
    }
    Some(best.at)
}

/// The search stops after this many cells.
const MAX_CELLS: usize = 4000;
/// The greatest ratio of the sides of an area that is searched.
const MAX_RATIO: f64 = 1000.0;

struct Search<'r> {
    rings: &'r [&'r [[f64; 2]]],
    centroid: [f64; 2],
    /// The longer side of the area.
    most: f64,
}

impl Search<'_> {
    fn cell(&self, at: [f64; 2], half: f64) -> InteriorCell {
        let distance = inner_distance(at, self.rings);
        let farthest = distance + half * std::f64::consts::SQRT_2;
        InteriorCell { at, half, fitness: self.fitness(at, distance), most: self.fitness(at, farthest) }
    }

    fn fitness(&self, at: [f64; 2], distance: f64) -> f64 {
        if distance <= 0.0 {
            return distance;
        }
        let away = (at[0] - self.centroid[0]).hypot(at[1] - self.centroid[1]);
        distance * (1.0 - away / self.most)
    }
}

#[derive(Debug, Clone, Copy)]
struct InteriorCell {
    at: [f64; 2],
    half: f64,
    fitness: f64,
    /// Upper bound of the fitness of any point in the cell.
    most: f64,
}

impl Ord for InteriorCell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most
            .total_cmp(&other.most)
            .then(self.at[0].total_cmp(&other.at[0]))
            .then(self.at[1].total_cmp(&other.at[1]))
    }
}

impl PartialOrd for InteriorCell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for InteriorCell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for InteriorCell {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_within_an_arch_is_in_the_arch() {
        let ring =
            [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [8.0, 10.0], [8.0, 2.0], [2.0, 2.0], [2.0, 10.0], [0.0, 10.0]];
        let [x, y] = interior(&[&ring], 1.0).unwrap();
        assert!(y < 2.0 || !(2.0..8.0).contains(&x), "{x},{y}");
    }
}
