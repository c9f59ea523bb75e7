//! Splits edges where raster tiles meet.

use super::{
    Rect,
    clip::{clip_ring, crossing},
};
use crate::deadline::checkpoint;

/// Adds a vertex at every crossing of an edge of the closed `ring` with a multiple of `step`, up to one step beyond
/// those around `area`, and clips the ring there: the edges already have vertices at the clip edges, so that clipping
/// changes no slope. `spare` is scratch memory.
pub(crate) fn split_ring(ring: &mut Vec<[f64; 2]>, step: f64, area: &Rect, spare: &mut Vec<[f64; 2]>) {
    checkpoint(ring.len() * 2);
    for axis in [0, 1] {
        let (low, high) = ((area.lo[axis] / step).floor() - 1.0, (area.hi[axis] / step).ceil() + 1.0);
        let cell = |p: &[f64; 2]| (p[axis] / step).floor();
        let Some(first) = ring.first() else { return };
        let one = cell(first);
        if ring.iter().all(|p| cell(p) == one) {
            continue;
        }
        spare.clear();
        let Some(mut before) = ring.last().copied() else { return };
        for p in ring.iter() {
            let (from, to) = (before[axis] / step, p[axis] / step);
            // Only strictly between both ends. A ring within a tile crosses few lines.
            if from < to {
                let mut line = (from.floor() + 1.0).max(low);
                while line < to && line <= high {
                    spare.push(crossing(&before, p, axis, line * step));
                    line += 1.0;
                }
            } else {
                let mut line = (from.ceil() - 1.0).min(high);
                while line > to && line >= low {
                    spare.push(crossing(&before, p, axis, line * step));
                    line -= 1.0;
                }
            }
            spare.push(*p);
            before = *p;
        }
        std::mem::swap(ring, spare);
    }
    let lo = area.lo.map(|v| ((v / step).floor() - 1.0) * step);
    let hi = area.hi.map(|v| ((v / step).ceil() + 1.0) * step);
    clip_ring(ring, &Rect { lo, hi }, spare);
}

/// How far edges may extend beyond a picture that is not made of raster tiles, in pixels: rasterizers do not accept
/// arbitrarily large coordinates.
const FAR: f64 = 4096.0;

/// [`split_ring`] if raster tiles meet every `grid` pixels; otherwise only clips far away coordinates.
pub(crate) fn fit_ring(ring: &mut Vec<[f64; 2]>, grid: Option<f64>, area: &Rect, spare: &mut Vec<[f64; 2]>) {
    match grid {
        Some(step) => split_ring(ring, step, area, spare),
        None => clip_ring(ring, &area.grown(FAR), spare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { lo: [0.0, 0.0], hi: [10.0, 10.0] };

    #[test]
    fn edges_are_split_where_raster_tiles_meet() {
        let mut ring = vec![[0.0, 0.0], [25.0, 0.0], [25.0, 5.0]];
        split_ring(&mut ring, 10.0, &Rect { lo: [0.0; 2], hi: [30.0; 2] }, &mut Vec::new());
        let split = [[20.0, 4.0], [10.0, 2.0], [0.0, 0.0], [10.0, 0.0], [20.0, 0.0], [25.0, 0.0], [25.0, 5.0]];
        assert_eq!(ring, split);
    }

    #[test]
    fn long_edges_are_split_only_near_the_area() {
        let mut ring = vec![[-1e15, 1.0], [1e15, 2.0], [0.0, 1e15]];
        split_ring(&mut ring, 10.0, &AREA, &mut Vec::new());
        assert!(ring.len() < 40, "{}", ring.len());
    }
}
