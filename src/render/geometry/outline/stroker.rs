//! Turns lines into polygons.

use super::{
    style::StrokeStyle,
    vertex::{cap, dot, join, put},
};
use crate::{
    deadline::checkpoint,
    render::geometry::{bend::Joint, lines::Lines, vector::Vector},
    style::layer::LineCap,
};

/// Strokes lines. The buffers are reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Stroker {
    points: Vec<Vector>,
    /// The unit normal (to the right, `y` down) and the length of each segment.
    segments: Vec<(Vector, f64)>,
    ring: Vec<Vector>,
}

/// The vertices between two cuts.
struct StrokePiece {
    first: usize,
    last: usize,
    /// How the piece starts and ends; [`Joint::Bevel`] at the ends of the line itself.
    start: Joint,
    end: Joint,
}

/// A range of vertices to walk along.
struct Walk {
    first: usize,
    last: usize,
    /// Whether the first vertex follows the last one.
    closed: bool,
    /// Directions of the cuts at start and end, unless they are perpendicular to the line.
    cuts: [Option<Vector>; 2],
}

impl Stroker {
    /// Writes the polygons that `lines` cover (non-zero winding) into `rings`. If `alternate` is given, the pieces of a
    /// line that is cut at sharp bends go alternately into `rings` and into the lines of `alternate`, because overlaps
    /// of translucent pieces would be visible. `alternate` also holds for each line whether its first piece is odd;
    /// lines with `None` do not alternate.
    pub(crate) fn outline(
        &mut self,
        lines: &Lines,
        style: &StrokeStyle,
        rings: &mut Lines,
        mut alternate: Option<(&[Option<bool>], &mut Lines)>,
    ) {
        for (i, line) in lines.iter().enumerate() {
            checkpoint(10 + line.len() * 4);
            self.take(line);
            match self.points.as_slice() {
                [] => continue,
                [p] => {
                    dot(*p, style, rings);
                    continue;
                }
                _ => {}
            }
            let closed = style.closed && self.points.len() > 3 && self.points.first() == self.points.last();
            if closed && !self.begin_at_cut(style) {
                self.closed_line(style, rings);
                continue;
            }
            let first = alternate.as_ref().and_then(|(odd, _)| odd.get(i)).copied().flatten();
            // A closed line has been rotated to start with its first piece.
            let apart = alternate.as_mut().zip(first).map(|((_, apart), odd)| (odd && !closed, &mut **apart));
            self.pieces(closed, style, rings, apart);
        }
    }

    /// Writes the outer and inner outlines of a closed line without cuts.
    fn closed_line(&mut self, style: &StrokeStyle, rings: &mut Lines) {
        self.points.pop();
        let walk = Walk { first: 0, last: self.points.len() - 1, closed: true, cuts: [None; 2] };
        for (distance, forward) in [(style.half, true), (-style.half, false), (style.hole, false), (-style.hole, true)]
        {
            if distance != 0.0 {
                self.ring.clear();
                self.side(style, &walk, style.offset + distance, forward);
                rings.line(self.ring.drain(..));
            }
        }
    }

    /// Writes the pieces of a line between its cuts. `apart`: whether the first piece is odd, and the buffer for odd
    /// pieces.
    fn pieces(&mut self, closed: bool, style: &StrokeStyle, rings: &mut Lines, mut apart: Option<(bool, &mut Lines)>) {
        let last = self.points.len() - 1;
        let around = if closed { self.joint_at(last, true, style) } else { Joint::Bevel };
        let mut piece = StrokePiece { first: 0, last: 0, start: around, end: around };
        for i in 1..=last {
            let joint = if i == last { around } else { self.joint_at(i, false, style) };
            if i < last && !joint.is_cut() {
                continue;
            }
            (piece.last, piece.end) = (i, joint);
            let rings = match &mut apart {
                Some((true, apart)) => &mut **apart,
                _ => &mut *rings,
            };
            self.piece(&piece, style, style.half, true, rings);
            if style.hole > 0.0 {
                self.piece(&piece, style, style.hole, false, rings);
            }
            piece = StrokePiece { first: i, last: i, start: joint, end: joint };
            if let Some((odd, _)) = &mut apart {
                *odd = !*odd;
            }
        }
    }

    /// Copies the line without repeated points.
    fn take(&mut self, line: &[Vector]) {
        self.points.clear();
        self.segments.clear();
        for p in line {
            let Some(last) = self.points.last() else {
                self.points.push(*p);
                continue;
            };
            let (dx, dy) = (p[0] - last[0], p[1] - last[1]);
            // `hypot` is far slower, and only better for numbers beyond any picture.
            let length = (dx * dx + dy * dy).sqrt();
            if length > 1e-9 {
                self.segments.push(([-dy / length, dx / length], length));
                self.points.push(*p);
            }
        }
    }

    /// Rotates the closed line so that it starts at a cut. Returns `false` if it has no cuts.
    fn begin_at_cut(&mut self, style: &StrokeStyle) -> bool {
        let cut = (0..self.segments.len()).find(|i| self.joint_at(*i, true, style).is_cut());
        let Some(cut) = cut else { return false };
        self.points.pop();
        self.points.rotate_left(cut);
        self.segments.rotate_left(cut);
        self.points.extend(self.points.first().copied());
        true
    }

    /// The segments before and after vertex `i`.
    fn around(&self, i: usize, closed: bool) -> [Option<(Vector, f64)>; 2] {
        let before = if i > 0 { self.segments.get(i - 1) } else { self.segments.last().filter(|_| closed) };
        let after = self.segments.get(i).or_else(|| self.segments.first().filter(|_| closed));
        [before.copied(), after.copied()]
    }

    fn joint_at(&self, i: usize, closed: bool, style: &StrokeStyle) -> Joint {
        match self.around(i, closed) {
            [Some((a, _)), Some((b, _))] => style.joins.at(a, b),
            _ => Joint::Bevel,
        }
    }

    /// Writes the outline of a piece at the distance `half` from the middle of the stroke.
    fn piece(&mut self, piece: &StrokePiece, style: &StrokeStyle, half: f64, forward: bool, rings: &mut Lines) {
        let StrokePiece { first, last, .. } = *piece;
        let cuts = [self.cut(first, piece.start).map(|c| c[1]), self.cut(last, piece.end).map(|c| c[0])];
        let walk = Walk { first, last, closed: false, cuts };
        let (Some((start, _)), Some((end, _))) =
            (self.segments.get(first).copied(), last.checked_sub(1).and_then(|i| self.segments.get(i)).copied())
        else {
            return;
        };
        let cap_of = |joint: Joint, at: usize, edge: usize| match joint {
            Joint::RoundCut => LineCap::Round,
            Joint::Cut => LineCap::Butt,
            _ if at == edge => style.cap,
            _ => LineCap::Butt,
        };
        let (to, from) = (style.offset + half, style.offset - half);
        self.ring.clear();
        self.side(style, &walk, to, true);
        let point = |i: usize| self.points.get(i).copied().unwrap_or_default();
        let (head, tail) = (point(last), point(first));
        let edge = self.points.len() - 1;
        cap(head, end, [to, from], (half, style), cap_of(piece.end, last, edge), &mut self.ring);
        self.side(style, &walk, from, false);
        let start = [-start[0], -start[1]];
        cap(tail, start, [-from, -to], (half, style), cap_of(piece.start, first, 0), &mut self.ring);
        if forward {
            rings.line(self.ring.drain(..));
        } else {
            rings.line(self.ring.drain(..).rev());
        }
    }

    /// The directions of the cut at vertex `i` for the segments before and after it, with a length of one unit across
    /// the line.
    fn cut(&self, i: usize, joint: Joint) -> Option<[Vector; 2]> {
        if joint != Joint::Cut {
            return None;
        }
        let [Some((a, _)), Some((b, _))] = self.around(i, true) else { return None };
        let mid = [a[0] + b[0], a[1] + b[1]];
        let across = -mid[1] * a[0] + mid[0] * a[1];
        // The line turns back almost onto itself: both ends are perpendicular.
        if (1.0 + a[0] * b[0] + a[1] * b[1]) < 2e-4 {
            return Some([a, b]);
        }
        let cut = [-mid[1] / across, mid[0] / across];
        Some([cut, [-cut[0], -cut[1]]])
    }

    /// Writes the parallel of the vertices at `distance`.
    fn side(&mut self, style: &StrokeStyle, walk: &Walk, distance: f64, forward: bool) {
        let Walk { first, last, closed, cuts } = *walk;
        let mut ring = std::mem::take(&mut self.ring);
        for step in 0..=last - first {
            let i = if forward { first + step } else { last - step };
            let Some(p) = self.points.get(i).copied() else { continue };
            let at = ring.len();
            checkpoint(3);
            let [before, after] = self.around(i, closed);
            let (before, after) = (before.filter(|_| closed || i > first), after.filter(|_| closed || i < last));
            match (before, after) {
                (Some(a), Some(b)) => join(p, a, b, distance, style, &mut ring),
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
