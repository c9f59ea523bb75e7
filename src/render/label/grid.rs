//! Points on a grid inside of an area, in a spiral around its interior point.

use super::interior::interior;

/// Maximum number of points of the grid that are looked at.
const MAX_POINTS: u32 = 1 << 16;

/// The points of a grid with cells of `cell` pixels that are inside of a polygon. Every other row is shifted if it is
/// alternating.
pub(super) fn grid(rings: &[&[[f64; 2]]], cell: [f64; 2], alternating: bool, ratio: f64) -> Vec<[f64; 2]> {
    let Some(middle) = interior(rings, ratio).filter(|_| cell.iter().all(|side| *side >= 1.0)) else {
        return Vec::new();
    };
    let reach = |axis: usize| {
        let points = rings.iter().copied().flatten().map(|p| (p[axis] - middle[axis]).abs());
        (points.fold(0.0, f64::max) * 2.0 / cell[axis]).ceil() + 1.0
    };
    let side = reach(0).max(reach(1));
    let count = (side * side).min(f64::from(MAX_POINTS)) as u32;
    let mut found = Vec::new();
    let (mut x, mut y) = (0i32, 0i32);
    for _ in 0..count {
        let aside = if alternating && y % 2 != 0 { cell[0] / 2.0 } else { 0.0 };
        // The rows are counted upwards.
        let at = [middle[0] + f64::from(x) * cell[0] + aside, middle[1] - f64::from(y) * cell[1]];
        if holds(rings, at) {
            found.push(at);
        }
        if x.abs() <= y.abs() && (x != y || x >= 0) {
            x += if y >= 0 { 1 } else { -1 };
        } else {
            y += if x >= 0 { -1 } else { 1 };
        }
    }
    found
}

fn holds(rings: &[&[[f64; 2]]], p: [f64; 2]) -> bool {
    let mut inside = false;
    for ring in rings {
        let before = ring.last().into_iter().chain(ring.iter());
        for (b, a) in before.zip(ring.iter()) {
            let crosses = (a[1] > p[1]) != (b[1] > p[1]);
            inside ^= crosses && p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0];
        }
    }
    inside
}
