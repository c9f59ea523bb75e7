//! Clips rings to a rectangle.

use super::{Rect, snap::snap};
use crate::deadline::checkpoint;

/// Clips `ring` to `area` (Sutherland & Hodgman 1974). `spare` is scratch memory.
pub(crate) fn clip_ring(ring: &mut Vec<[f64; 2]>, area: &Rect, spare: &mut Vec<[f64; 2]>) {
    checkpoint(ring.len());
    for axis in [0, 1] {
        clip_axis(ring, axis, [area.lo[axis], area.hi[axis]], spare);
    }
}

fn clip_axis(ring: &mut Vec<[f64; 2]>, axis: usize, [low, high]: [f64; 2], spare: &mut Vec<[f64; 2]>) {
    for (limit, keep_above) in [(low, true), (high, false)] {
        let inside = |p: &[f64; 2]| if keep_above { p[axis] >= limit } else { p[axis] <= limit };
        if ring.iter().all(inside) {
            continue;
        }
        spare.clear();
        let Some(mut before) = ring.last().copied() else { return };
        for p in ring.iter() {
            if inside(p) != inside(&before) {
                spare.push(crossing(&before, p, axis, limit));
            }
            if inside(p) {
                spare.push(*p);
            }
            before = *p;
        }
        std::mem::swap(ring, spare);
    }
}

/// The point at which the edge from `a` to `b` crosses `limit` on `axis`. The result is the same for both directions.
pub(super) fn crossing(a: &[f64; 2], b: &[f64; 2], axis: usize, limit: f64) -> [f64; 2] {
    let (a, b) = if a[axis] <= b[axis] { (a, b) } else { (b, a) };
    let other = 1 - axis;
    let t = (limit - a[axis]) / (b[axis] - a[axis]);
    let mut p = [limit; 2];
    p[other] = snap(a[other] + (b[other] - a[other]) * t);
    p
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { lo: [0.0, 0.0], hi: [10.0, 10.0] };

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let mut ring = vec![[-5.0, 2.0], [5.0, 2.0], [5.0, 8.0], [-5.0, 8.0]];
        clip_ring(&mut ring, &AREA, &mut Vec::new());
        assert_eq!(ring, [[0.0, 2.0], [5.0, 2.0], [5.0, 8.0], [0.0, 8.0]]);
    }
}
