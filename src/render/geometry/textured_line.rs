//! Geometry of textured lines: one quadrilateral per segment.

use super::vector::{Vector, distance, length};
use crate::deadline::checkpoint;

/// One segment of a textured line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TexturedSegment {
    /// The corners: right and left of the start and the end, mitered to the neighboring segments.
    pub ring: [Vector; 4],
    /// Start and end.
    pub ends: [Vector; 2],
    /// Unit vector from start to end.
    pub direction: Vector,
    /// Distance from the start of the line that this one was cut from, in pixels.
    pub way: f64,
    /// Start and end as fractions of the line (0 to 1).
    pub span: [f64; 2],
}

/// The segments of `line`, drawn `width` pixels wide. The line starts `phase` pixels along the line that it was cut
/// from; `extended` lines are half a width longer at both ends.
pub(crate) fn textured_segments(line: &[Vector], phase: f64, width: f64, extended: bool) -> Vec<TexturedSegment> {
    checkpoint(line.len() * 10);
    let mut line = line.to_vec();
    line.dedup();
    let miters = miters(&line);
    let total = length(&line);
    let half = width / 2.0;
    let reach = if extended { half } else { 0.0 };
    let mut way = phase;
    let mut out = Vec::with_capacity(line.len());
    for (k, pair) in line.windows(2).enumerate() {
        let ([a, b], Some([m, n])) = (pair, miters.get(k..k + 2)) else { continue };
        let length = distance(*a, *b);
        let direction = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
        let back = if k == 0 { reach } else { 0.0 };
        let forth = if k + 2 == line.len() { reach } else { 0.0 };
        let corner = |p: &Vector, miter: &Vector, side: f64, along: f64| {
            [0, 1].map(|i| p[i] + miter[i] * half * side + direction[i] * along)
        };
        out.push(TexturedSegment {
            ring: [
                corner(a, m, 1.0, -back),
                corner(b, n, 1.0, forth),
                corner(b, n, -1.0, forth),
                corner(a, m, -1.0, -back),
            ],
            ends: [*a, *b],
            direction,
            way,
            span: [(way - phase) / total, (way - phase + length) / total],
        });
        way += length;
    }
    out
}

/// For each vertex, the vector to the right edge in half widths.
fn miters(line: &[Vector]) -> Vec<Vector> {
    let normal = |pair: &[Vector]| match pair {
        [a, b] => {
            let length = distance(*a, *b);
            [-(b[1] - a[1]) / length, (b[0] - a[0]) / length]
        }
        _ => [0.0; 2],
    };
    let normals: Vec<Vector> = line.windows(2).map(normal).collect();
    (0..line.len())
        .map(|i| {
            let before = i.checked_sub(1).and_then(|i| normals.get(i));
            match (before, normals.get(i)) {
                (Some(a), Some(b)) => {
                    let meets = (1.0 + a[0] * b[0] + a[1] * b[1]).max(0.25);
                    [(a[0] + b[0]) / meets, (a[1] + b[1]) / meets]
                }
                (Some(n), None) | (None, Some(n)) => *n,
                (None, None) => [0.0; 2],
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighboring_segments_share_an_edge() {
        let segments = textured_segments(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], 5.0, 4.0, false);
        let [first, second] = segments.as_slice() else { panic!("{segments:?}") };
        assert_eq!([first.ring[1], first.ring[2]], [second.ring[0], second.ring[3]]);
        assert_eq!([first.way, second.way], [5.0, 15.0]);
        assert_eq!([first.span, second.span], [[0.0, 0.5], [0.5, 1.0]]);
    }
}
