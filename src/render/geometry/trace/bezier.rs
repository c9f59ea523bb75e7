//! Curves as AGG flattens them.

use crate::{
    deadline::checkpoint,
    render::geometry::vector::{Vector, distance},
};

/// The square of how far a curve may be away from its chord, in pixels.
const TOLERANCE: f64 = 0.25;

/// Differences below this are none.
const NONE: f64 = 1e-30;

/// Maximum depth of divisions.
const DEPTH: u32 = 16;

/// Appends the points of a cubic curve after its start.
pub(crate) fn cubic(curve: [Vector; 4], out: &mut Vec<Vector>) {
    divide(curve, 0, out);
    out.push(curve[3]);
}

/// Appends the points of a quadratic curve after its start.
pub(crate) fn quadratic(curve: [Vector; 3], out: &mut Vec<Vector>) {
    divide_quadratic(curve, 0, out);
    out.push(curve[2]);
}

fn middle(a: Vector, b: Vector) -> Vector {
    [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
}

/// Twice the area between the chord from `a` to `b` and `p`.
fn bulge(a: Vector, b: Vector, p: Vector) -> f64 {
    ((p[0] - b[0]) * (b[1] - a[1]) - (p[1] - b[1]) * (b[0] - a[0])).abs()
}

/// The square of the distance of `p` from the chord, if it is not beside it.
fn beyond(a: Vector, b: Vector, p: Vector) -> Option<f64> {
    let chord = [b[0] - a[0], b[1] - a[1]];
    let square = chord[0] * chord[0] + chord[1] * chord[1];
    if square == 0.0 {
        return Some(distance(a, p).powi(2));
    }
    let at = ((p[0] - a[0]) * chord[0] + (p[1] - a[1]) * chord[1]) / square;
    match at {
        at if at <= 0.0 => Some(distance(a, p).powi(2)),
        at if at >= 1.0 => Some(distance(b, p).powi(2)),
        _ => None,
    }
}

fn divide([a, b, c, d]: [Vector; 4], depth: u32, out: &mut Vec<Vector>) {
    checkpoint(3);
    if depth > DEPTH {
        return;
    }
    let (ab, bc, cd) = (middle(a, b), middle(b, c), middle(c, d));
    let chord = distance(a, d).powi(2);
    let (first, second) = (bulge(a, d, b), bulge(a, d, c));
    if first > NONE || second > NONE {
        let all = f64::from(u8::from(first > NONE)) * first + f64::from(u8::from(second > NONE)) * second;
        if all * all <= TOLERANCE * chord {
            out.push(bc);
            return;
        }
    } else {
        match (beyond(a, d, b), beyond(a, d, c)) {
            (None, None) => return,
            (first, second) => {
                let (first, second) = (first.unwrap_or(0.0), second.unwrap_or(0.0));
                if first.max(second) < TOLERANCE {
                    out.push(if first > second { b } else { c });
                    return;
                }
            }
        }
    }
    let (abc, bcd) = (middle(ab, bc), middle(bc, cd));
    let center = middle(abc, bcd);
    divide([a, ab, abc, center], depth + 1, out);
    divide([center, bcd, cd, d], depth + 1, out);
}

fn divide_quadratic([a, b, c]: [Vector; 3], depth: u32, out: &mut Vec<Vector>) {
    checkpoint(3);
    if depth > DEPTH {
        return;
    }
    let (ab, bc) = (middle(a, b), middle(b, c));
    let center = middle(ab, bc);
    let away = bulge(a, c, b);
    if away > NONE {
        if away * away <= TOLERANCE * distance(a, c).powi(2) {
            out.push(center);
            return;
        }
    } else {
        match beyond(a, c, b) {
            None => return,
            Some(square) if square < TOLERANCE => {
                out.push(b);
                return;
            }
            Some(_) => {}
        }
    }
    divide_quadratic([a, ab, center], depth + 1, out);
    divide_quadratic([center, bc, c], depth + 1, out);
}
