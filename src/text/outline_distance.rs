//! Exact distances from a glyph's outline, for fields that are drawn at many sizes. The transform in `distance` is
//! accurate to half a sample, which is enough for a halo but not for a field of 24 pixels.

use super::outline::{GlyphOutline, Segment};

type OutlinePoint = [f32; 2];

/// Maximum distance between a straight piece and its curve, in pixels.
const TOLERANCE: f32 = 0.01;

/// Maximum number of straight pieces per curve.
const MAX_PIECES: f32 = 32.0;

/// Distance on both sides of a piece at which the winding is sampled to decide whether the piece is an edge, in pixels.
const BESIDE: f32 = 0.01;

/// An outline as straight pieces, filled by the non-zero winding rule.
pub(super) struct Outline {
    pieces: Vec<[OutlinePoint; 2]>,
    /// The pieces that are edges of the shape; pieces inside of overlapping contours are not edges.
    edges: Vec<OutlineEdge>,
}

/// A piece with precomputed values for distances.
struct OutlineEdge {
    from: OutlinePoint,
    along: OutlinePoint,
    /// Inverse of the squared length.
    inverse: f32,
}

impl Outline {
    /// Flattens `outline` into pieces.
    pub(super) fn of(outline: &GlyphOutline) -> Self {
        let (mut pieces, mut start, mut at) = (Vec::new(), [0.0; 2], [0.0; 2]);
        let mut line = |from: &mut OutlinePoint, to: OutlinePoint| {
            if *from != to {
                pieces.push([*from, to]);
                *from = to;
            }
        };
        // The distance between a parabola and the chords of its n pieces is a quarter of its second difference, divided
        // by n².
        let steps = |bend: f32| {
            let pieces = (bend / 4.0 / TOLERANCE).sqrt().ceil().clamp(1.0, MAX_PIECES) as u16;
            (1..=pieces).map(move |i| f32::from(i) / f32::from(pieces))
        };
        let bend =
            |a: OutlinePoint, b: OutlinePoint, c: OutlinePoint| length([0, 1].map(|i| a[i] - b[i] + (c[i] - b[i])));
        for segment in outline.segments() {
            match *segment {
                Segment::MoveTo(to) => {
                    line(&mut at, start);
                    (start, at) = (to, to);
                }
                Segment::LineTo(to) => line(&mut at, to),
                Segment::QuadTo(c, to) => {
                    let from = at;
                    for t in steps(bend(from, c, to)) {
                        let (a, b) = (mixed(from, c, t), mixed(c, to, t));
                        line(&mut at, mixed(a, b, t));
                    }
                }
                Segment::CubicTo(c, d, to) => {
                    let from = at;
                    // A cubic bends at most three times as much as its sharper half.
                    for t in steps(3.0 * bend(from, c, d).max(bend(c, d, to))) {
                        let (a, b, e) = (mixed(from, c, t), mixed(c, d, t), mixed(d, to, t));
                        line(&mut at, mixed(mixed(a, b, t), mixed(b, e, t), t));
                    }
                }
                Segment::Close => line(&mut at, start),
            }
        }
        line(&mut at, start);
        let mut outline = Self { pieces, edges: Vec::new() };
        let shown = outline.pieces.iter().filter(|piece| !outline.is_hidden(piece));
        outline.edges = shown.map(|[a, b]| OutlineEdge::new(*a, *b)).collect();
        outline
    }

    fn is_hidden(&self, [a, b]: &[OutlinePoint; 2]) -> bool {
        let (middle, along) = (mixed(*a, *b, 0.5), difference(*b, *a));
        let length = length(along).max(f32::MIN_POSITIVE);
        let aside = [-along[1] / length * BESIDE, along[0] / length * BESIDE];
        self.holds([0, 1].map(|i| middle[i] + aside[i])) && self.holds(difference(middle, aside))
    }

    /// Whether `p` is inside of the shape.
    fn holds(&self, p: OutlinePoint) -> bool {
        self.crossings(p[1]).filter(|(x, _)| *x > p[0]).map(|(_, turn)| turn).sum::<i32>() != 0
    }

    /// `x` positions at which pieces cross the height `y`, with their direction: downwards (1) or upwards (-1).
    fn crossings(&self, y: f32) -> impl Iterator<Item = (f32, i32)> {
        self.pieces.iter().filter_map(move |[a, b]| {
            let turn = i32::from(a[1] <= y && b[1] > y) - i32::from(a[1] > y && b[1] <= y);
            (turn != 0).then(|| (a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]), turn))
        })
    }

    /// The distances of pixel centers from the nearest edge, positive outside and negative inside, row by row, limited
    /// to `reach`. The corner of the first pixel is at (`left`, `top`).
    pub(super) fn distances(&self, [left, top]: [f32; 2], [columns, rows]: [usize; 2], reach: f32) -> Vec<f32> {
        let mut nearest = vec![reach * reach; columns * rows];
        // The pixels whose centers are within reach of the range from `low` to `high`.
        let window = |low: f32, high: f32, start: f32, count: usize| {
            let at = |v: f32| (v - start).clamp(0.0, count as f32) as usize;
            at(low - reach)..at(high + reach + 1.0)
        };
        for edge in &self.edges {
            let (from, to) = (edge.from, [0, 1].map(|i| edge.from[i] + edge.along[i]));
            let across = window(from[0].min(to[0]), from[0].max(to[0]), left, columns);
            for row in window(from[1].min(to[1]), from[1].max(to[1]), top, rows) {
                let y = top + row as f32 + 0.5;
                for column in across.clone() {
                    let found = &mut nearest[row * columns + column];
                    *found = found.min(edge.squared(left + column as f32 + 0.5, y));
                }
            }
        }
        for (row, found) in nearest.chunks_exact_mut(columns.max(1)).enumerate() {
            let mut crossings: Vec<(f32, i32)> = self.crossings(top + row as f32 + 0.5).collect();
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (mut next, mut winding) = (crossings.into_iter().peekable(), 0);
            for (column, squared) in found.iter_mut().enumerate() {
                while let Some((_, turn)) = next.next_if(|(x, _)| *x <= left + column as f32 + 0.5) {
                    winding += turn;
                }
                *squared = if winding == 0 { squared.sqrt() } else { -squared.sqrt() };
            }
        }
        nearest
    }
}

fn mixed(a: OutlinePoint, b: OutlinePoint, t: f32) -> OutlinePoint {
    [0, 1].map(|i| a[i] + (b[i] - a[i]) * t)
}

fn difference(a: OutlinePoint, b: OutlinePoint) -> OutlinePoint {
    [a[0] - b[0], a[1] - b[1]]
}

fn length([x, y]: OutlinePoint) -> f32 {
    (x * x + y * y).sqrt()
}

impl OutlineEdge {
    fn new(from: OutlinePoint, to: OutlinePoint) -> Self {
        let along = difference(to, from);
        let [x, y] = along;
        Self { from, along, inverse: 1.0 / (x * x + y * y).max(f32::MIN_POSITIVE) }
    }

    /// The squared distance of a point from this edge.
    fn squared(&self, x: f32, y: f32) -> f32 {
        let ([x, y], [dx, dy]) = (difference([x, y], self.from), self.along);
        let t = ((x * dx + y * dy) * self.inverse).clamp(0.0, 1.0);
        let (x, y) = (x - dx * t, y - dy * t);
        x * x + y * y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_contours_have_one_edge_around_them() {
        let rect = |left: f32, right: f32| {
            let [a, b, c] = [[right, 0.0], [right, 4.0], [left, 4.0]].map(Segment::LineTo);
            [Segment::MoveTo([left, 0.0]), a, b, c, Segment::Close]
        };
        let outline = Outline::of(&[rect(0.0, 10.0), rect(6.0, 20.0)].into_iter().flatten().collect());
        let found = outline.distances([-4.5, -1.5], [30, 12], 6.0);
        for (x, y, distance) in [(8, 2, -2.0), (10, 1, -1.0), (-3, 2, 3.0), (23, 8, 5.0), (1, 2, -1.0), (25, 10, 6.0)] {
            let found = found[usize::try_from((y + 1) * 30 + x + 4).unwrap()];
            assert!((found - distance).abs() < 1e-4, "{x},{y}: {found}, not {distance}");
        }
    }
}
