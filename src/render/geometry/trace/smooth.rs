//! Lines with rounded corners, as Mapnik's `smooth` rounds them.

use super::bezier::{cubic, quadratic};
use crate::{
    deadline::checkpoint,
    render::geometry::{
        lines::Lines,
        vector::{Vector, distance},
    },
};

/// Appends `line`, with corners rounded by `smooth` (0 to 1), to `out`.
pub(crate) fn smoothed(line: &[Vector], closed: bool, smooth: f64, out: &mut Lines) {
    checkpoint(line.len());
    let mut points = line.to_vec();
    points.dedup();
    while closed && points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let count = points.len();
    let Some(first) = points.first().copied().filter(|_| count > 2) else {
        out.line(points);
        return;
    };
    let at = |i: usize| points.get(i % count).copied().unwrap_or_default();
    let mut curve = vec![first];
    for i in 0..if closed { count } else { count - 1 } {
        let [start, end] = [at(i), at(i + 1)];
        let controls = controls([at(i + count - 1), start, end, at(i + 2)], smooth / 2.0);
        match i {
            0 if !closed => quadratic([start, controls[1], end], &mut curve),
            i if !closed && i == count - 2 => quadratic([start, controls[0], end], &mut curve),
            _ => cubic([start, controls[0], controls[1], end], &mut curve),
        }
    }
    if closed {
        curve.pop();
    }
    out.line(curve);
}

/// The control points of the curve from the second to the third point.
fn controls([a, b, c, d]: [Vector; 4], smooth: f64) -> [Vector; 2] {
    let (before, length, after) = (distance(a, b), distance(b, c), distance(c, d));
    let (first, second) = (before / (before + length), length / (length + after));
    let first: Vector = [0, 1].map(|i| b[i] + smooth * (c[i] - (a[i] + (c[i] - a[i]) * first)));
    let second: Vector = [0, 1].map(|i| c[i] - smooth * (d[i] - b[i]) * second);
    [first, second]
}
