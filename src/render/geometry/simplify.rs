//! Converts tile units to device pixels and drops details too small to be visible.

use super::snap::snap;
use crate::deadline::checkpoint;

/// Vertices closer than this to the previous one are dropped, in device pixels.
const DETAIL: f64 = 0.25;

/// Scales `line` by `scale`, moves it by `shift` pixels, snaps it to the rasterizer's grid and writes it into `out`
/// (cleared first), without details below a quarter of a pixel. The first and the last vertex are kept.
pub(crate) fn to_pixels(line: &[[f64; 2]], scale: f64, shift: [f64; 2], out: &mut Vec<[f64; 2]>) {
    out.clear();
    checkpoint(line.len());
    let mut last = [f64::INFINITY; 2];
    let mut skipped = None;
    for p in line {
        let p = [snap(p[0] * scale + shift[0]), snap(p[1] * scale + shift[1])];
        if (p[0] - last[0]).abs() < DETAIL && (p[1] - last[1]).abs() < DETAIL {
            skipped = Some(p);
            continue;
        }
        out.push(p);
        last = p;
        skipped = None;
    }
    if let Some(end) = skipped.filter(|end| *end != last) {
        out.push(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_below_a_pixel_vanish_but_ends_stay() {
        let mut out = Vec::new();
        to_pixels(&[[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [100.0, 0.0], [101.0, 0.0]], 0.1, [0.0; 2], &mut out);
        assert_eq!(out.len(), 3);
        assert_eq!(out[2], [snap(10.1), 0.0]);
    }
}
