//! Outlines of strokes as polygons.
//!
//! What an outline looks like around a vertex depends on that vertex and its two segments alone, so
//! that a line cut off outside the picture has the same outline inside (tiny-skia's own stroker does
//! not promise that: its first segment is outlined otherwise than the rest).

use crate::{
    render::{
        Lines,
        scene::{
            bend::{Bends, Joint},
            shape::snap,
        },
    },
    style::layer::LineCap,
};

/// How far a polygon may stray from the arc it stands for, in pixels.
const FLATNESS: f64 = 0.05;

/// How a line is stroked. Distances are signed: positive to the right of the line (`y` down).
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// From the middle of the stroke to its outer edges.
    pub half: f64,
    /// From the middle to the inner edges of a casing; 0 for a plain stroke.
    pub hole: f64,
    /// How far the middle of the stroke lies beside the line.
    pub aside: f64,
    pub cap: LineCap,
    pub bends: Bends,
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
    ring: Vec<Vector>,
}

/// A run of vertices without a cut, and how it begins and ends.
struct Piece {
    first: usize,
    last: usize,
    start: Joint,
    end: Joint,
}

/// Vertices to walk along.
struct Walk {
    first: usize,
    last: usize,
    /// Whether the last one is followed by the first.
    closed: bool,
    /// Directions in which begin and end are cut, where that is not straight across.
    cuts: [Option<Vector>; 2],
}

impl Stroker {
    /// Writes the polygons that `lines` cover (filled by non-zero winding) into `rings`. Where a line is
    /// cut at a sharp bend, every other piece goes `apart`, if that is given together with the lines whose
    /// first piece does: translucent pieces show where they overlap.
    pub fn outline(
        &mut self,
        lines: &Lines,
        pen: &Pen,
        rings: &mut Lines,
        mut apart: Option<(&[Option<bool>], &mut Lines)>,
    ) {
        for (i, line) in lines.iter().enumerate() {
            self.take(line);
            let closed = pen.closed && self.points.len() > 3 && self.points.first() == self.points.last();
            match self.points.as_slice() {
                [] => continue,
                [p] => {
                    dot(*p, pen, rings);
                    continue;
                }
                _ => {}
            }
            if closed && !self.begin_at_cut(pen) {
                self.points.pop();
                let walk = Walk { first: 0, last: self.points.len() - 1, closed, cuts: [None; 2] };
                for (distance, forward) in [(pen.half, true), (-pen.half, false), (pen.hole, false), (-pen.hole, true)]
                {
                    if distance != 0.0 {
                        self.ring.clear();
                        self.side(pen, &walk, pen.aside + distance, forward);
                        rings.line(self.ring.drain(..));
                    }
                }
                continue;
            }
            let last = self.points.len() - 1;
            let joined = |joint: Joint| if closed { joint } else { Joint::Bevel };
            let around = if closed { self.joint_at(last, true, pen) } else { Joint::Bevel };
            let mut piece = Piece { first: 0, last: 0, start: joined(around), end: around };
            // A closed line was turned to begin with its first piece.
            let first = apart.as_ref().and_then(|(odd, _)| odd.get(i)).copied().flatten();
            let alternate = first.is_some();
            let mut odd = !closed && first.unwrap_or(false);
            for i in 1..=last {
                let joint = if i == last { around } else { self.joint_at(i, false, pen) };
                if i < last && !matches!(joint, Joint::Cut | Joint::Knee) {
                    continue;
                }
                (piece.last, piece.end) = (i, joint);
                let rings = match &mut apart {
                    Some((_, apart)) if odd && alternate => &mut **apart,
                    _ => &mut *rings,
                };
                self.piece(&piece, pen, pen.half, true, rings);
                if pen.hole > 0.0 {
                    self.piece(&piece, pen, pen.hole, false, rings);
                }
                piece = Piece { first: i, last: i, start: joint, end: joint };
                odd = !odd;
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

    /// Turns the closed line so that it begins where it is cut; `false` where it is cut nowhere.
    fn begin_at_cut(&mut self, pen: &Pen) -> bool {
        let cut = (0..self.segments.len()).find(|i| matches!(self.joint_at(*i, true, pen), Joint::Cut | Joint::Knee));
        let Some(cut) = cut else { return false };
        self.points.pop();
        self.points.rotate_left(cut);
        self.segments.rotate_left(cut);
        self.points.extend(self.points.first().copied());
        true
    }

    /// The segments that meet at vertex `i`.
    fn around(&self, i: usize, closed: bool) -> [Option<(Vector, f64)>; 2] {
        let before = if i > 0 { self.segments.get(i - 1) } else { self.segments.last().filter(|_| closed) };
        let after = self.segments.get(i).or_else(|| self.segments.first().filter(|_| closed));
        [before.copied(), after.copied()]
    }

    fn joint_at(&self, i: usize, closed: bool, pen: &Pen) -> Joint {
        match self.around(i, closed) {
            [Some((a, _)), Some((b, _))] => pen.bends.at(a, b),
            _ => Joint::Bevel,
        }
    }

    /// Writes the outline of a piece at the distance `half` from the stroke's middle.
    fn piece(&mut self, piece: &Piece, pen: &Pen, half: f64, forward: bool, rings: &mut Lines) {
        let Piece { first, last, .. } = *piece;
        let cuts = [self.cut(first, piece.start).map(|c| c[1]), self.cut(last, piece.end).map(|c| c[0])];
        let walk = Walk { first, last, closed: false, cuts };
        let (Some((start, _)), Some((end, _))) =
            (self.segments.get(first).copied(), last.checked_sub(1).and_then(|i| self.segments.get(i)).copied())
        else {
            return;
        };
        let cap_of = |joint: Joint, at: usize, edge: usize| match joint {
            Joint::Knee => LineCap::Round,
            Joint::Cut => LineCap::Butt,
            _ if at == edge => pen.cap,
            _ => LineCap::Butt,
        };
        let (to, from) = (pen.aside + half, pen.aside - half);
        self.ring.clear();
        self.side(pen, &walk, to, true);
        let point = |i: usize| self.points.get(i).copied().unwrap_or_default();
        let (head, tail) = (point(last), point(first));
        let edge = self.points.len() - 1;
        cap(head, end, [to, from], (half, pen), cap_of(piece.end, last, edge), &mut self.ring);
        self.side(pen, &walk, from, false);
        let start = [-start[0], -start[1]];
        cap(tail, start, [-from, -to], (half, pen), cap_of(piece.start, first, 0), &mut self.ring);
        if forward {
            rings.line(self.ring.drain(..));
        } else {
            rings.line(self.ring.drain(..).rev());
        }
    }

    /// The direction of the cut at vertex `i`, as long as a unit across the line, for the segments before
    /// and after it.
    fn cut(&self, i: usize, joint: Joint) -> Option<[Vector; 2]> {
        if joint != Joint::Cut {
            return None;
        }
        let [Some((a, _)), Some((b, _))] = self.around(i, true) else { return None };
        let mid = [a[0] + b[0], a[1] + b[1]];
        let across = -mid[1] * a[0] + mid[0] * a[1];
        // Almost back on itself: each end is straight.
        if (1.0 + a[0] * b[0] + a[1] * b[1]) < 2e-4 {
            return Some([a, b]);
        }
        let cut = [-mid[1] / across, mid[0] / across];
        Some([cut, [-cut[0], -cut[1]]])
    }

    /// Writes the line that runs beside the vertices at `distance`.
    fn side(&mut self, pen: &Pen, walk: &Walk, distance: f64, forward: bool) {
        let Walk { first, last, closed, cuts } = *walk;
        let mut ring = std::mem::take(&mut self.ring);
        for step in 0..=last - first {
            let i = if forward { first + step } else { last - step };
            let Some(p) = self.points.get(i).copied() else { continue };
            let at = ring.len();
            let [before, after] = self.around(i, closed);
            let (before, after) = (before.filter(|_| closed || i > first), after.filter(|_| closed || i < last));
            match (before, after) {
                (Some(a), Some(b)) => join(p, a, b, distance, pen, &mut ring),
                (Some((n, _)), None) => put(p, cuts[1].unwrap_or(n), distance, &mut ring),
                (None, Some((n, _))) => put(p, cuts[0].unwrap_or(n), distance, &mut ring),
                (None, None) => {}
            }
            if !forward && let Some(written) = ring.get_mut(at..) {
                written.reverse();
            }
        }
        self.ring = ring;
    }
}

fn put(p: Vector, n: Vector, by: f64, ring: &mut Vec<Vector>) {
    ring.push([snap(p[0] + n[0] * by), snap(p[1] + n[1] * by)]);
}

/// The line beside a bend at `p`, from the segment with normal `a` to the one with normal `b`.
fn join(
    p: Vector,
    (a, a_length): (Vector, f64),
    (b, b_length): (Vector, f64),
    distance: f64,
    pen: &Pen,
    ring: &mut Vec<Vector>,
) {
    let cosine = a[0] * b[0] + a[1] * b[1];
    let turn = a[0] * b[1] - a[1] * b[0];
    // Where the two sides meet: along a + b, at this distance in halves of the width.
    let mid = [a[0] + b[0], a[1] + b[1]];
    let meets = 1.0 + cosine;
    if cosine >= 0.999 {
        put(p, mid, distance / meets, ring);
    } else if turn * distance > 0.0 {
        // The line turns to this side: the sides cross, unless a segment is shorter than their way to
        // the crossing.
        let tangent = (distance * turn / meets.max(1e-9)).abs();
        if meets > 1e-6 && tangent <= a_length.min(b_length) {
            put(p, mid, distance / meets, ring);
        } else {
            put(p, a, distance, ring);
            ring.push(p.map(snap));
            put(p, b, distance, ring);
        }
    } else {
        match pen.bends.at(a, b) {
            Joint::Miter => put(p, mid, distance / meets, ring),
            Joint::Round | Joint::Knee => arc(p, a, turn.atan2(cosine), distance, ring),
            Joint::Bevel | Joint::Cut => {
                put(p, a, distance, ring);
                put(p, b, distance, ring);
            }
        }
    }
}

/// An arc around `p` from `n` on, by the signed `angle`.
fn arc(p: Vector, n: Vector, angle: f64, radius: f64, ring: &mut Vec<Vector>) {
    let step = 2.0 * (1.0 - (FLATNESS / radius.abs().max(FLATNESS * 2.0))).acos();
    let steps = (angle.abs() / step).ceil().clamp(1.0, 128.0);
    let mut i = 0.0;
    while i <= steps {
        let (sin, cos) = (angle * i / steps).sin_cos();
        put(p, [n[0] * cos - n[1] * sin, n[1] * cos + n[0] * sin], radius, ring);
        i += 1.0;
    }
}

/// The end of a line at `p`, from its right side to its left: distances `from` and `to` along its normal
/// `n`, which lie `half` from the stroke's middle.
fn cap(p: Vector, n: Vector, [from, to]: [f64; 2], (half, pen): (f64, &Pen), cap: LineCap, ring: &mut Vec<Vector>) {
    let ahead = [n[1], -n[0]];
    match cap {
        LineCap::Butt => {}
        LineCap::Round => {
            let middle = (from + to) / 2.0;
            arc([p[0] + n[0] * middle, p[1] + n[1] * middle], n, -std::f64::consts::PI, half, ring);
        }
        LineCap::Square => {
            // The inner edges of a casing are as long as the outer ones.
            let end = [p[0] + ahead[0] * pen.half, p[1] + ahead[1] * pen.half];
            put(end, n, from, ring);
            put(end, n, to, ring);
        }
    }
}

/// A line without length: seen only by its caps.
fn dot(p: Vector, pen: &Pen, rings: &mut Lines) {
    if pen.cap == LineCap::Butt {
        return;
    }
    let mut ring = Vec::new();
    let aside = [[0.0, 1.0], [0.0, -1.0]];
    for (half, hole) in [(pen.half, false), (pen.hole, true)] {
        if half <= 0.0 {
            continue;
        }
        for n in aside {
            let middle = pen.aside * n[1];
            cap(p, n, [middle + half, middle - half], (half, pen), pen.cap, &mut ring);
        }
        if hole {
            rings.line(ring.drain(..).rev());
        } else {
            rings.line(ring.drain(..));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::layer::LineJoin;

    fn pen(join: LineJoin, cap: LineCap) -> Pen {
        Pen {
            half: 1.0,
            hole: 0.0,
            aside: 0.0,
            cap,
            bends: Bends { join, miter_limit: 2.0, round_limit: 1.05 },
            closed: true,
        }
    }

    fn outline(line: &[Vector], pen: &Pen) -> Vec<Vec<Vector>> {
        let (mut lines, mut rings) = (Lines::default(), Lines::default());
        lines.line(line.iter().copied());
        Stroker::default().outline(&lines, pen, &mut rings, None);
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
    fn a_sharp_bend_cuts_the_line_in_two_that_meet_in_the_line_that_halves_it() {
        let (mut lines, mut rings, mut apart) = (Lines::default(), Lines::default(), Lines::default());
        lines.line([[0.0, 10.0], [4.0, -10.0], [8.0, 10.0]]);
        let pen = pen(LineJoin::Miter, LineCap::Butt);
        Stroker::default().outline(&lines, &pen, &mut rings, Some((&[Some(false)], &mut apart)));
        assert_eq!((rings.iter().len(), apart.iter().len()), (1, 1));
        for ring in [&rings, &apart] {
            assert_eq!(ring.points().iter().filter(|p| p[1] == -10.0).count(), 2, "{ring:?}");
        }
    }

    #[test]
    fn a_casing_with_round_ends_runs_around_them() {
        let (mut lines, mut rings) = (Lines::default(), Lines::default());
        lines.line([[0.0, 0.0], [10.0, 0.0]]);
        let pen = Pen { half: 3.0, hole: 2.0, ..pen(LineJoin::Miter, LineCap::Round) };
        Stroker::default().outline(&lines, &pen, &mut rings, None);
        let bounds = |ring: &[Vector]| ring.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p[0]), b.max(p[0])));
        let all: Vec<_> = rings.iter().map(bounds).map(|(a, b)| (a.round(), b.round())).collect();
        assert_eq!(all, [(-3.0, 13.0), (-2.0, 12.0)]);
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
