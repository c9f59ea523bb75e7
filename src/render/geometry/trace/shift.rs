//! Lines moved aside, as Mapnik's `offset` moves them.

use std::f64::consts::PI;

use crate::{
    deadline::checkpoint,
    render::geometry::{lines::Lines, vector::Vector},
};

/// Steps of an arc of half a turn.
const STEPS: f64 = 16.0;

/// How far a loop may reach, in offsets.
const LOOP: f64 = 5.0;

/// The most vertices that are searched for the end of a loop.
const MAX_SEARCH: usize = 400;

/// Appends `line`, moved by `offset`, to `out`: positive to the right (`y` down).
pub(crate) fn shifted(line: &[Vector], closed: bool, offset: f64, out: &mut Lines) {
    let shift = Shift { offset };
    let (Some(first), Some(second), Some(last)) = (line.first(), line.get(1), line.last()) else { return };
    let mut moved = Vec::with_capacity(line.len() * 2);
    let before = if closed {
        shift.start_of_ring(*last, *first, *second, &mut moved);
        *first
    } else {
        let angle = angle(*first, *second);
        let start = shift.beside(*first, angle);
        moved.push(start);
        // A loop at the start is cut as if the line came from farther away.
        let (sin, cos) = angle.sin_cos();
        [start[0] - 2.0 * offset.abs() * cos, start[1] - 2.0 * offset.abs() * sin]
    };
    for corner in line.windows(3) {
        if let [a, b, c] = corner {
            shift.corner([*a, *b, *c], &mut moved);
        }
    }
    if let [.., a, b] = line {
        if closed {
            shift.corner([*a, *b, *first], &mut moved);
            shift.corner([*b, *first, *second], &mut moved);
            moved.pop();
        } else {
            moved.push(shift.beside(*b, angle(*a, *b)));
        }
    }
    without_loops(&moved, before, offset * LOOP, out);
}

struct Shift {
    offset: f64,
}

impl Shift {
    /// The point beside `p` on a line with this direction.
    fn beside(&self, p: Vector, angle: f64) -> Vector {
        let (sin, cos) = angle.sin_cos();
        [p[0] - self.offset * sin, p[1] + self.offset * cos]
    }

    /// The first vertex of a ring.
    fn start_of_ring(&self, last: Vector, first: Vector, second: Vector, out: &mut Vec<Vector>) {
        let (a, b) = (angle(last, first), angle(first, second));
        if self.is_outer([last, first, second]) {
            out.push(self.beside(first, b));
        } else {
            out.push(self.inner([first, first, second], [a, b]));
        }
    }

    /// Whether the bend turns away from the side that the line is moved to.
    fn is_outer(&self, [before, at, after]: [Vector; 3]) -> bool {
        let (back, ahead) = (minus(before, at), minus(after, at));
        let turn = (back[0] * ahead[1] - back[1] * ahead[0]).atan2(back[0] * ahead[0] + back[1] * ahead[1]);
        let turn = if turn < 0.0 { turn + 2.0 * PI } else { turn };
        let turn = if self.offset > 0.0 { 2.0 * PI - turn } else { turn };
        turn.abs() > PI
    }

    /// Appends the vertices of a bend.
    fn corner(&self, corner: [Vector; 3], out: &mut Vec<Vector>) {
        checkpoint(20);
        let [before, at, after] = corner;
        let (a, b) = (angle(before, at), angle(at, after));
        if !self.is_outer(corner) {
            out.push(self.inner(corner, [a, b]));
            return;
        }
        let curve = match b - a {
            turn if turn > PI => turn - 2.0 * PI,
            turn if turn < -PI => turn + 2.0 * PI,
            turn => turn,
        };
        let steps = 1.0 + (STEPS * curve.abs() / PI).floor();
        let mut i = 0.0;
        while i < steps {
            out.push(self.beside(at, a + curve * i / steps));
            i += 1.0;
        }
        out.push(self.beside(at, b));
    }

    /// The vertex of a bend towards the side that the line is moved to.
    fn inner(&self, [before, at, after]: [Vector; 3], [a, b]: [f64; 2]) -> Vector {
        let side = [-self.offset * a.sin(), self.offset * a.cos()];
        let h = ((b - a) / 2.0).tan();
        // From the point beside the vertex to where both sides meet.
        let along = [-h * side[1], h * side[0]];
        let meeting = [at[0] + side[0] + along[0], at[1] + side[1] + along[1]];
        let same = side_of(before, after, meeting) * side_of(before, after, at) >= 0;
        let most = self.offset.abs();
        if same && h.abs() < 10.0 {
            return meeting;
        }
        if square(minus(before, at)) + square(minus(before, after)) > self.offset * self.offset {
            let longest = along[0].abs().max(along[1].abs());
            let scale = if longest > most { most / longest.max(1e-6) } else { 1.0 };
            return [0, 1].map(|i| at[i] + (side[i] + along[i]) * scale);
        }
        let whole = [side[0] + along[0], side[1] + along[1]];
        let scale = if square(whole) > most * most { most * most / square(whole) } else { 1.0 };
        [0, 1].map(|i| at[i] + whole[i] * scale)
    }
}

/// Appends `line` without the loops that are shorter than `reach`; `before` is a point before its first one.
fn without_loops(line: &[Vector], before: Vector, reach: f64, out: &mut Lines) {
    let (mut at, mut last) = (0, before);
    while let Some(next) = line.get(at).copied() {
        at += 1;
        let mut part = 1.0;
        if at < line.len() {
            for (i, pair) in line.windows(2).enumerate().skip(at).take(MAX_SEARCH) {
                checkpoint(1);
                let &[a, b] = pair else { continue };
                if square(minus(a, next)) > reach * reach {
                    break;
                }
                let crossing = crossing([last, next], [a, b]);
                if let Some([t, _]) = crossing.filter(|[t, u]| (0.0..=part).contains(t) && (0.0..=1.0).contains(u)) {
                    part = t;
                    at = i + 1;
                }
            }
        }
        last = [0, 1].map(|i| last[i] + part * (next[i] - last[i]));
        out.push(last);
    }
    out.end();
}

/// Where two segments cross, as fractions of both.
fn crossing([a, b]: [Vector; 2], [c, d]: [Vector; 2]) -> Option<[f64; 2]> {
    let (ahead, other, gap) = (minus(b, a), minus(d, c), minus(c, a));
    // The axis along which the first one is not too short.
    let i = (0..2).find(|i| ahead[*i].abs() > 1e-6)?;
    let under = other[i] * ahead[1 - i] - ahead[i] * other[1 - i];
    if under.abs() < 1e-6 {
        return None;
    }
    let u = (ahead[i] * gap[1 - i] - gap[i] * ahead[1 - i]) / under;
    Some([(u * other[i] + gap[i]) / ahead[i], u])
}

fn minus(a: Vector, b: Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1]]
}

fn square(v: Vector) -> f64 {
    v[0] * v[0] + v[1] * v[1]
}

fn angle(a: Vector, b: Vector) -> f64 {
    (b[1] - a[1]).atan2(b[0] - a[0])
}

/// 1 if `p` is right of the line from `a` to `b`, -1 if it is left of it.
fn side_of(a: Vector, b: Vector, p: Vector) -> i32 {
    let at = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    i32::from(at > 1e-6) - i32::from(at < -1e-6)
}
