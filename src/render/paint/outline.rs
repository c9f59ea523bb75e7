//! Outlines of strokes as polygons.
//!
//! What an outline looks like around a vertex depends on that vertex and its two segments alone, so
//! that a line cut off outside the picture has the same outline inside (tiny-skia's own stroker does
//! not promise that: its first segment is outlined otherwise than the rest).

use crate::{
    render::{Lines, scene::shape::snap},
    style::layer::{LineCap, LineJoin},
};

/// How far a polygon may stray from the arc it stands for, in pixels.
const FLATNESS: f64 = 0.05;

/// How a line is stroked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub width: f64,
    pub cap: LineCap,
    pub join: LineJoin,
    pub miter_limit: f64,
    /// Whether lines that end where they begin are joined there.
    pub closed: bool,
}

type Vector = [f64; 2];

/// Strokes lines; keeps its buffers.
#[derive(Debug, Default)]
pub(super) struct Stroker {
    points: Vec<Vector>,
    /// For each segment its unit normal (to the right, `y` down) and its length.
    segments: Vec<(Vector, f64)>,
}

impl Stroker {
    /// Writes the polygons that `lines` cover (filled by non-zero winding) into `rings`.
    pub fn outline(&mut self, lines: &Lines, pen: &Pen, rings: &mut Lines) {
        for line in lines.iter() {
            self.take(line);
            let closed = pen.closed && self.points.len() > 3 && self.points.first() == self.points.last();
            match (self.points.as_slice(), closed) {
                ([], _) => {}
                ([p], _) => dot(*p, pen, rings),
                (_, true) => {
                    self.points.pop();
                    self.side(pen, true, 1.0, rings);
                    rings.end();
                    self.side(pen, true, -1.0, rings);
                    rings.end();
                }
                ([first, .., last], false) => {
                    let (first, last) = (*first, *last);
                    let (Some((start, _)), Some((end, _))) = (self.segments.first(), self.segments.last()) else {
                        continue;
                    };
                    let (start, end) = (*start, *end);
                    self.side(pen, false, 1.0, rings);
                    cap(last, end, pen, rings);
                    self.side(pen, false, -1.0, rings);
                    cap(first, [-start[0], -start[1]], pen, rings);
                    rings.end();
                }
            }
        }
    }

    /// Takes the line over, without repeated points.
    fn take(&mut self, line: &[Vector]) {
        self.points.clear();
        self.segments.clear();
        for p in line {
            let Some(last) = self.points.last() else {
                self.points.push(*p);
                continue;
            };
            let (dx, dy) = (p[0] - last[0], p[1] - last[1]);
            let length = dx.hypot(dy);
            if length > 1e-9 {
                self.segments.push(([-dy / length, dx / length], length));
                self.points.push(*p);
            }
        }
    }

    /// Writes one side: the right one forwards (`sign` 1) or the left one backwards (-1).
    fn side(&self, pen: &Pen, closed: bool, sign: f64, rings: &mut Lines) {
        let count = self.points.len();
        let half = pen.width / 2.0;
        for i in 0..count {
            let at = if sign > 0.0 { i } else { count - 1 - i };
            let Some(p) = self.points.get(at).copied() else { continue };
            // The segments that meet here, in the direction of the line.
            let before = if at > 0 { self.segments.get(at - 1) } else { self.segments.last().filter(|_| closed) };
            let after = self.segments.get(at);
            let (enter, leave) = if sign > 0.0 { (before, after) } else { (after, before) };
            let turned = |s: &(Vector, f64)| ([s.0[0] * sign, s.0[1] * sign], s.1);
            match (enter.map(turned), leave.map(turned)) {
                (Some(a), Some(b)) => join(p, a, b, half, pen, rings),
                (Some((n, _)), None) | (None, Some((n, _))) => put(p, n, half, rings),
                (None, None) => {}
            }
        }
    }
}

fn put(p: Vector, n: Vector, by: f64, rings: &mut Lines) {
    rings.push([snap(p[0] + n[0] * by), snap(p[1] + n[1] * by)]);
}

/// The right side of a bend at `p`, from the segment with normal `a` to the one with normal `b`.
fn join(
    p: Vector,
    (a, a_length): (Vector, f64),
    (b, b_length): (Vector, f64),
    half: f64,
    pen: &Pen,
    rings: &mut Lines,
) {
    let cosine = a[0] * b[0] + a[1] * b[1];
    let turn = a[0] * b[1] - a[1] * b[0];
    // Where the two sides meet: along a + b, at this distance in halves of the width.
    let mid = [a[0] + b[0], a[1] + b[1]];
    let meets = 1.0 + cosine;
    if turn > 0.0 && cosine < 0.999 {
        // The line turns to this side: the sides cross, unless a segment is shorter than their way to
        // the crossing.
        let tangent = half * turn / meets.max(1e-9);
        if meets > 1e-6 && tangent <= a_length.min(b_length) {
            put(p, mid, half / meets, rings);
        } else {
            put(p, a, half, rings);
            rings.push(p.map(snap));
            put(p, b, half, rings);
        }
        return;
    }
    if cosine >= 0.999 {
        put(p, mid, half / meets, rings);
        return;
    }
    // 1 / cos(half the bend) is the miter's length in widths.
    let miter = (2.0 / meets.max(1e-9)).sqrt();
    match pen.join {
        LineJoin::Miter if miter <= pen.miter_limit => put(p, mid, half / meets, rings),
        LineJoin::Round => arc(p, a, cosine.clamp(-1.0, 1.0).acos(), half, rings),
        LineJoin::Miter | LineJoin::Bevel => {
            put(p, a, half, rings);
            put(p, b, half, rings);
        }
    }
}

/// An arc around `p` from `n` on, by `angle` against the turn of the right side (outwards).
fn arc(p: Vector, n: Vector, angle: f64, half: f64, rings: &mut Lines) {
    let step = 2.0 * (1.0 - (FLATNESS / half.max(FLATNESS * 2.0))).acos();
    let steps = (angle / step).ceil().clamp(1.0, 128.0);
    let mut i = 0.0;
    while i <= steps {
        let (sin, cos) = (angle * i / steps).sin_cos();
        put(p, [n[0] * cos + n[1] * sin, n[1] * cos - n[0] * sin], half, rings);
        i += 1.0;
    }
}

/// The end of a line at `p`, from its right side (normal `n`) to its left.
fn cap(p: Vector, n: Vector, pen: &Pen, rings: &mut Lines) {
    let half = pen.width / 2.0;
    match pen.cap {
        LineCap::Butt => {}
        LineCap::Round => arc(p, n, std::f64::consts::PI, half, rings),
        LineCap::Square => {
            let ahead = [n[1], -n[0]];
            put(p, [n[0] + ahead[0], n[1] + ahead[1]], half, rings);
            put(p, [ahead[0] - n[0], ahead[1] - n[1]], half, rings);
        }
    }
}

/// A line without length: seen only by its caps.
fn dot(p: Vector, pen: &Pen, rings: &mut Lines) {
    if pen.cap != LineCap::Butt {
        cap(p, [0.0, 1.0], pen, rings);
        cap(p, [0.0, -1.0], pen, rings);
        rings.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(join: LineJoin, cap: LineCap) -> Pen {
        Pen { width: 2.0, cap, join, miter_limit: 2.0, closed: true }
    }

    fn outline(line: &[Vector], pen: &Pen) -> Vec<Vec<Vector>> {
        let (mut lines, mut rings) = (Lines::default(), Lines::default());
        lines.line(line.iter().copied());
        Stroker::default().outline(&lines, pen, &mut rings);
        rings.iter().map(<[_]>::to_vec).collect()
    }

    #[test]
    fn a_straight_line_is_a_rectangle() {
        let rings = outline(&[[0.0, 0.0], [10.0, 0.0]], &pen(LineJoin::Miter, LineCap::Butt));
        assert_eq!(rings, [[[0.0, 1.0], [10.0, 1.0], [10.0, -1.0], [0.0, -1.0]]]);
    }

    #[test]
    fn a_square_cap_reaches_half_a_width_further() {
        let rings = outline(&[[0.0, 0.0], [10.0, 0.0]], &pen(LineJoin::Miter, LineCap::Square));
        assert!(rings[0].contains(&[11.0, 1.0]) && rings[0].contains(&[-1.0, -1.0]), "{rings:?}");
    }

    #[test]
    fn bends_are_mitred_outside_and_crossed_inside() {
        let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], &pen(LineJoin::Miter, LineCap::Butt));
        assert_eq!(rings, [[[0.0, 1.0], [9.0, 1.0], [9.0, 10.0], [11.0, 10.0], [11.0, -1.0], [0.0, -1.0]]]);
    }

    #[test]
    fn a_closed_line_has_an_outer_and_an_inner_ring() {
        let square = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]];
        let rings = outline(&square, &pen(LineJoin::Miter, LineCap::Butt));
        assert_eq!(rings[0], [[1.0, 1.0], [9.0, 1.0], [9.0, 9.0], [1.0, 9.0]]);
        assert_eq!(rings[1], [[-1.0, 11.0], [11.0, 11.0], [11.0, -1.0], [-1.0, -1.0]]);
    }

    #[test]
    fn a_line_that_turns_back_on_itself_has_an_outline() {
        for join in [LineJoin::Miter, LineJoin::Round, LineJoin::Bevel] {
            let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [2.0, 0.0]], &pen(join, LineCap::Butt));
            assert!(rings.iter().flatten().flatten().all(|v| v.is_finite()), "{rings:?}");
        }
    }

    #[test]
    fn a_round_bend_keeps_its_distance() {
        let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], &pen(LineJoin::Round, LineCap::Round));
        for p in rings[0].iter().filter(|p| p[0] > 10.0 && p[1] < 0.0) {
            let distance = (p[0] - 10.0).hypot(p[1]);
            assert!((distance - 1.0).abs() < 0.01, "{p:?}");
        }
        assert!(rings[0].len() > 16);
    }
}
