//! Simplification by fitting vertices into sleeves.

use crate::{deadline::checkpoint, render::geometry::vector::Vector};

/// The most vertices in one sleeve, so that long straight lines are no burden.
const MAX_SLEEVE: usize = 2000;

/// The vertices of `line` that are kept.
pub(super) fn kept(line: &[Vector], closed: bool, tolerance: f64) -> Vec<Vector> {
    let Some(first) = line.first() else { return Vec::new() };
    let (mut kept, mut sleeve) = (vec![*first], vec![*first]);
    for p in line.iter().skip(1) {
        if sleeve.len() > 1 && (sleeve.len() > MAX_SLEEVE || !fits(&sleeve, *p, tolerance)) {
            let last = sleeve.last().copied().unwrap_or(*p);
            sleeve = vec![last, *p];
            kept.push(last);
        } else {
            sleeve.push(*p);
        }
    }
    if sleeve.len() > 1 {
        kept.extend(sleeve.last());
    }
    kept.extend(closed.then_some(*first));
    kept
}

/// Whether all vertices but the first are in the sleeve from the first one to `end`.
fn fits(vertices: &[Vector], end: Vector, tolerance: f64) -> bool {
    let [start, inner @ ..] = vertices else { return true };
    checkpoint(5 + inner.len());
    let (sin, cos) = (end[1] - start[1]).atan2(end[0] - start[0]).sin_cos();
    let (dx, dy) = (tolerance * cos, tolerance * sin);
    let corners = [
        [start[0] + dy, start[1] - dx],
        [start[0] - dy, start[1] + dx],
        [end[0] - dy, end[1] + dx],
        [end[0] + dy, end[1] - dx],
    ];
    inner.iter().all(|p| is_inside(&corners, *p))
}

fn is_inside(corners: &[Vector; 4], p: Vector) -> bool {
    let next = corners.iter().cycle().skip(1);
    let crossed = corners.iter().zip(next).filter(|(a, b)| {
        let spans = (b[1] <= p[1] && p[1] < a[1]) || (a[1] <= p[1] && p[1] < b[1]);
        spans && p[0] < (a[0] - b[0]) * (p[1] - b[1]) / (a[1] - b[1]) + b[0]
    });
    crossed.count() % 2 == 1
}
