//! The outline around one vertex: joins, arcs, caps, dots.

use super::style::StrokeStyle;
use crate::{
    deadline::checkpoint,
    render::geometry::{bend::Joint, lines::Lines, snap::snap, vector::Vector},
    style::layer::LineCap,
};

/// Maximum distance between a polygon and the arc that it approximates, in pixels.
const FLATNESS: f64 = 0.05;

/// Appends the point at the distance `by` from `p` in direction `n`.
pub(super) fn put(p: Vector, n: Vector, by: f64, ring: &mut Vec<Vector>) {
    ring.push([snap(p[0] + n[0] * by), snap(p[1] + n[1] * by)]);
}

/// Appends the outline of a bend at `p`, from the segment with normal `a` to the segment with normal `b`.
pub(super) fn join(
    p: Vector,
    (a, a_length): (Vector, f64),
    (b, b_length): (Vector, f64),
    distance: f64,
    style: &StrokeStyle,
    ring: &mut Vec<Vector>,
) {
    let cosine = a[0] * b[0] + a[1] * b[1];
    let turn = a[0] * b[1] - a[1] * b[0];
    // The two sides meet in direction a + b, at this distance in half widths.
    let mid = [a[0] + b[0], a[1] + b[1]];
    let meets = 1.0 + cosine;
    if cosine >= 0.999 {
        put(p, mid, distance / meets, ring);
    } else if turn * distance > 0.0 {
        // The line turns to this side: the sides cross, unless a segment is too short to reach the crossing.
        let tangent = (distance * turn / meets.max(1e-9)).abs();
        if meets > 1e-6 && tangent <= a_length.min(b_length) {
            put(p, mid, distance / meets, ring);
        } else {
            put(p, a, distance, ring);
            ring.push(p.map(snap));
            put(p, b, distance, ring);
        }
    } else {
        match style.joins.at(a, b) {
            Joint::Miter => put(p, mid, distance / meets, ring),
            Joint::Round | Joint::RoundCut => arc(p, a, turn.atan2(cosine), distance, ring),
            Joint::Bevel | Joint::Cut => {
                put(p, a, distance, ring);
                put(p, b, distance, ring);
            }
        }
    }
}

/// Appends an arc around `p` that starts at `n` and spans the signed `angle`.
fn arc(p: Vector, n: Vector, angle: f64, radius: f64, ring: &mut Vec<Vector>) {
    let step = 2.0 * (1.0 - (FLATNESS / radius.abs().max(FLATNESS * 2.0))).acos();
    let steps = (angle.abs() / step).ceil().clamp(1.0, 128.0);
    checkpoint(steps as usize * 3);
    let mut i = 0.0;
    while i <= steps {
        let (sin, cos) = (angle * i / steps).sin_cos();
        put(p, [n[0] * cos - n[1] * sin, n[1] * cos + n[0] * sin], radius, ring);
        i += 1.0;
    }
}

/// Appends the end of a line at `p`, from its right side to its left: `from` and `to` are distances along its normal
/// `n`, each `half` away from the middle of the stroke.
pub(super) fn cap(
    p: Vector,
    n: Vector,
    [from, to]: [f64; 2],
    (half, style): (f64, &StrokeStyle),
    cap: LineCap,
    ring: &mut Vec<Vector>,
) {
    let ahead = [n[1], -n[0]];
    match cap {
        LineCap::Butt => {}
        LineCap::Round => {
            let middle = (from + to) / 2.0;
            arc([p[0] + n[0] * middle, p[1] + n[1] * middle], n, -std::f64::consts::PI, half, ring);
        }
        LineCap::Square => {
            // The inner edges of a casing are extended as far as the outer ones.
            let end = [p[0] + ahead[0] * style.half, p[1] + ahead[1] * style.half];
            put(end, n, from, ring);
            put(end, n, to, ring);
        }
    }
}

/// A line of zero length: only its caps are visible.
pub(super) fn dot(p: Vector, style: &StrokeStyle, rings: &mut Lines) {
    if style.cap == LineCap::Butt {
        return;
    }
    let mut ring = Vec::new();
    let sides = [[0.0, 1.0], [0.0, -1.0]];
    for (half, hole) in [(style.half, false), (style.hole, true)] {
        if half <= 0.0 {
            continue;
        }
        for n in sides {
            let middle = style.offset * n[1];
            cap(p, n, [middle + half, middle - half], (half, style), style.cap, &mut ring);
        }
        if hole {
            rings.line(ring.drain(..).rev());
        } else {
            rings.line(ring.drain(..));
        }
    }
}
