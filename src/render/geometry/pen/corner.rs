//! The outline around one vertex. Positions are walked with the pen's edge on the right (`y` down); a side `[dx, dy]` is
//! the vector from a vertex to the pen's edge.

use std::f64::consts::PI;

use super::style::PenStyle;
use crate::{
    render::geometry::vector::{Vector, distance},
    style::symbolizer::StrokeJoin,
};

/// How far the chords of an arc may be away from it, in pixels.
const FLATNESS: f64 = 0.125;

/// Inner corners are pointed at least up to this distance, in half widths.
const INNER_LIMIT: f64 = 1.01;

/// A vertex with its neighbors.
pub(super) struct Corner {
    pub before: Vector,
    pub at: Vector,
    pub after: Vector,
}

impl Corner {
    /// The sides of both segments, which have these lengths.
    fn sides(&self, half: f64, lengths: [f64; 2]) -> [Vector; 2] {
        [(self.before, self.at, lengths[0]), (self.at, self.after, lengths[1])]
            .map(|(a, b, length)| [half * (b[1] - a[1]) / length, -half * (b[0] - a[0]) / length])
    }

    /// Appends the outline of the corner.
    pub(super) fn join(&self, style: &PenStyle, lengths: [f64; 2], ring: &mut Vec<Vector>) {
        let half = style.width / 2.0;
        let [a, b] = self.sides(half, lengths);
        let turn = cross(self.before, self.at, self.after);
        if turn > 0.0 {
            let limit = (lengths[0].min(lengths[1]) / half).max(INNER_LIMIT);
            return self.miter([a, b], half * limit, None, ring);
        }
        let middle = [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
        let bevel = middle[0].hypot(middle[1]);
        let is_cut = matches!(style.join, StrokeJoin::Round | StrokeJoin::Bevel);
        if is_cut && half - bevel < half / 1024.0 {
            // Nearly straight on.
            ring.push(self.meeting(a, b).unwrap_or_else(|| moved(self.at, a)));
            return;
        }
        match style.join {
            StrokeJoin::Miter => self.miter([a, b], half * style.miter_limit, Some((bevel, style.miter_limit)), ring),
            StrokeJoin::MiterRevert => self.miter([a, b], half * style.miter_limit, None, ring),
            StrokeJoin::Round => arc(self.at, [a, b], half, ring),
            StrokeJoin::Bevel => ring.extend([a, b].map(|side| moved(self.at, side))),
        }
    }

    /// Where the edges of both segments meet.
    fn meeting(&self, a: Vector, b: Vector) -> Option<Vector> {
        intersection([moved(self.before, a), moved(self.at, a)], [moved(self.at, b), moved(self.after, b)])
    }

    /// Appends a pointed corner. If it is farther away than `limit`, it is cut off there (`cut` has the distance of the
    /// bevel and the limit in half widths) or, without `cut`, beveled.
    fn miter(&self, [a, b]: [Vector; 2], limit: f64, cut: Option<(f64, f64)>, ring: &mut Vec<Vector>) {
        let meeting = self.meeting(a, b);
        let edge = moved(self.at, a);
        match meeting {
            Some(p) if distance(self.at, p) <= limit => return ring.push(p),
            // The line goes straight on.
            None if (cross(self.before, self.at, edge) < 0.0) == (cross(self.at, self.after, edge) < 0.0) => {
                return ring.push(edge);
            }
            _ => {}
        }
        let ends = [edge, moved(self.at, b)];
        let Some((bevel, factor)) = cut else { return ring.extend(ends) };
        match meeting {
            Some(p) => {
                let part = (limit - bevel) / (distance(self.at, p) - bevel);
                ring.extend(ends.map(|end| [0, 1].map(|i| end[i] + (p[i] - end[i]) * part)));
            }
            None => {
                // It turns back onto itself.
                ring.push([ends[0][0] - a[1] * factor, ends[0][1] + a[0] * factor]);
                ring.push([ends[1][0] + b[1] * factor, ends[1][1] - b[0] * factor]);
            }
        }
    }
}

/// Appends the arc around `at` from one side to another.
fn arc(at: Vector, [a, b]: [Vector; 2], half: f64, ring: &mut Vec<Vector>) {
    let from = a[1].atan2(a[0]);
    let mut to = b[1].atan2(b[0]);
    if from > to {
        to += 2.0 * PI;
    }
    ring.push(moved(at, a));
    points(at, [from, to], half, ring);
    ring.push(moved(at, b));
}

/// Appends the points of an arc between its ends.
fn points(at: Vector, [from, to]: [f64; 2], half: f64, ring: &mut Vec<Vector>) {
    let widest = (half / (half + FLATNESS)).acos() * 2.0;
    let count = ((to - from) / widest).floor();
    let step = (to - from) / (count + 1.0);
    let mut i = 1.0;
    while i <= count {
        let (sin, cos) = (from + step * i).sin_cos();
        ring.push([at[0] + cos * half, at[1] + sin * half]);
        i += 1.0;
    }
}

/// Appends the end of a line at `at`, whose first segment leads to `next`.
pub(super) fn cap(at: Vector, next: Vector, length: f64, style: &PenStyle, ring: &mut Vec<Vector>) {
    use crate::style::symbolizer::StrokeCap;
    let half = style.width / 2.0;
    let side = [half * (next[1] - at[1]) / length, -half * (next[0] - at[0]) / length];
    let other = [-side[0], -side[1]];
    match style.cap {
        StrokeCap::Butt => ring.extend([other, side].map(|side| moved(at, side))),
        StrokeCap::Square => {
            let back = moved(at, [side[1], -side[0]]);
            ring.extend([other, side].map(|side| moved(back, side)));
        }
        StrokeCap::Round => {
            ring.push(moved(at, other));
            let from = other[1].atan2(other[0]);
            points(at, [from, from + PI], half, ring);
            ring.push(moved(at, side));
        }
    }
}

fn moved(p: Vector, by: Vector) -> Vector {
    [p[0] + by[0], p[1] + by[1]]
}

/// Positive if `p` is right of the line from `a` to `b`.
fn cross(a: Vector, b: Vector, p: Vector) -> f64 {
    (p[0] - b[0]) * (b[1] - a[1]) - (p[1] - b[1]) * (b[0] - a[0])
}

fn intersection([a, b]: [Vector; 2], [c, d]: [Vector; 2]) -> Option<Vector> {
    let over = (a[1] - c[1]) * (d[0] - c[0]) - (a[0] - c[0]) * (d[1] - c[1]);
    let under = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
    (under.abs() >= 1e-30).then(|| [0, 1].map(|i| a[i] + (b[i] - a[i]) * over / under))
}
