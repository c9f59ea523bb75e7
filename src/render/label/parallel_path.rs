//! Parallel lines with rounded outer corners and without loops at inner ones; after Mapnik's `offset_converter`.

use std::f64::consts::{PI, TAU};

/// The line at `offset` to the right of `line`, seen in its direction with `y` down.
pub(super) fn parallel(line: &[[f64; 2]], offset: f64) -> Vec<[f64; 2]> {
    let angles: Vec<f64> = line.windows(2).map(|pair| angle(pair[0], pair[1])).collect();
    let (Some(first), Some(last)) = (angles.first().copied(), angles.last().copied()) else { return line.to_vec() };
    let (Some(start), Some(end)) = (line.first(), line.last()) else { return Vec::new() };
    let mut raw = vec![displaced(*start, first, offset)];
    for (corner, angles) in line.windows(3).zip(angles.windows(2)) {
        let (&[before, at, after], &[a, b]) = (corner, angles) else { continue };
        bend(before, at, after, [a, b], offset, &mut raw);
    }
    raw.push(displaced(*end, last, offset));
    // A vertex before the first one, so that curls of short first segments are removed, too.
    let (sin, cos) = first.sin_cos();
    let lead = raw.first().map(|p| [p[0] - 2.0 * offset.abs() * cos, p[1] - 2.0 * offset.abs() * sin]);
    lead.map_or_else(Vec::new, |lead| without_loops(&raw, lead, offset))
}

/// Number of segments of half a turn.
const SEGMENTS: f64 = 16.0;

/// Appends the parallel of a corner.
fn bend(before: [f64; 2], at: [f64; 2], after: [f64; 2], [a, b]: [f64; 2], offset: f64, out: &mut Vec<[f64; 2]>) {
    let back = [before[0] - at[0], before[1] - at[1]];
    let on = [after[0] - at[0], after[1] - at[1]];
    let turn = (back[0] * on[1] - back[1] * on[0]).atan2(back[0] * on[0] + back[1] * on[1]).rem_euclid(TAU);
    let turn = if offset > 0.0 { TAU - turn } else { turn };
    if turn <= PI {
        return out.push(inner(before, at, after, [a, b], offset));
    }
    let curve = wrapped(b - a);
    let steps = 1 + (SEGMENTS * curve.abs() / PI).floor() as u32;
    let arc = (0..=steps).map(|step| a + curve * f64::from(step) / f64::from(steps));
    out.extend(arc.map(|angle| displaced(at, angle, offset)));
}

/// The point at which the parallels of both sides of an inner corner meet, unless that is too far away.
fn inner(before: [f64; 2], at: [f64; 2], after: [f64; 2], [a, b]: [f64; 2], offset: f64) -> [f64; 2] {
    let (mut sa, mut ca) = (offset * a.sin(), offset * a.cos());
    let h = ((b - a) / 2.0).tan();
    let (mut hsa, mut hca) = (h * sa, h * ca);
    let meeting = [at[0] - sa - hca, at[1] + ca - hsa];
    let side = |p: [f64; 2]| {
        let v = (after[0] - before[0]) * (p[1] - before[1]) - (after[1] - before[1]) * (p[0] - before[0]);
        if v.abs() <= 1e-6 { 0.0 } else { v.signum() }
    };
    let squared = |p: [f64; 2], q: [f64; 2]| (p[0] - q[0]).powi(2) + (p[1] - q[1]).powi(2);
    if side(meeting) * side(at) >= 0.0 && h.abs() < 10.0 {
        return meeting;
    }
    if squared(before, at) + squared(before, after) > offset * offset {
        let largest = hsa.abs().max(hca.abs());
        if largest > offset.abs() {
            let scale = offset.abs() / largest;
            (hsa, sa, hca, ca) = (hsa * scale, sa * scale, hca * scale, ca * scale);
        }
        return [at[0] - sa - hca, at[1] + ca - hsa];
    }
    let shift = [-sa - hca, ca - hsa];
    let length = shift[0] * shift[0] + shift[1] * shift[1];
    let scale = if length > offset * offset { offset * offset / length.max(1e-6) } else { 1.0 };
    [at[0] + shift[0] * scale, at[1] + shift[1] * scale]
}

/// How far a line is followed to find the end of a loop, as a multiple of the offset.
const THRESHOLD: f64 = 5.0;

/// Maximum number of segments that are searched for the end of a loop.
const MAX_LOOP: usize = 256;

fn without_loops(raw: &[[f64; 2]], lead: [f64; 2], offset: f64) -> Vec<[f64; 2]> {
    let reach = (offset * THRESHOLD).powi(2);
    let mut out: Vec<[f64; 2]> = Vec::with_capacity(raw.len());
    let (mut before, mut next) = (lead, 0);
    while let Some(at) = raw.get(next) {
        next += 1;
        let (mut t, mut at) = (1.0, *at);
        if next < raw.len() {
            let segments = raw.windows(2).enumerate().skip(next).take(MAX_LOOP);
            for (i, pair) in segments {
                let &[u0, u1] = pair else { continue };
                if (u0[0] - at[0]).powi(2) + (u0[1] - at[1]).powi(2) > reach {
                    break;
                }
                let Some([here, there]) = crossing([before, at], [u0, u1]) else { continue };
                if (0.0..=t).contains(&here) && (0.0..=1.0).contains(&there) {
                    (t, next) = (here, i + 1);
                }
            }
            at = [0, 1].map(|i| before[i] + t * (at[i] - before[i]));
        }
        out.push(at);
        before = at;
    }
    out
}

/// Where two lines cross, as fractions of both segments; `None` if they are parallel.
fn crossing([a, b]: [[f64; 2]; 2], [c, d]: [[f64; 2]; 2]) -> Option<[f64; 2]> {
    let (u, v) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]);
    let between = [c[0] - a[0], c[1] - a[1]];
    let area = u[0] * v[1] - u[1] * v[0];
    let is_short = u.iter().all(|side| side.abs() <= 1e-6);
    (area.abs() >= 1e-6 && !is_short).then(|| {
        [(between[0] * v[1] - between[1] * v[0]) / area, (between[0] * u[1] - between[1] * u[0]) / area]
    })
}

fn angle(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[1] - a[1]).atan2(b[0] - a[0])
}

fn displaced(p: [f64; 2], angle: f64, offset: f64) -> [f64; 2] {
    [p[0] - offset * angle.sin(), p[1] + offset * angle.cos()]
}

fn wrapped(angle: f64) -> f64 {
    if angle > PI {
        angle - TAU
    } else if angle < -PI {
        angle + TAU
    } else {
        angle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_corners_meet_and_outer_ones_are_round() {
        let line = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]];
        let inner = parallel(&line, 10.0);
        assert_eq!(inner.len(), 3);
        assert!((inner[1][0] - 90.0).abs() < 1e-9 && (inner[1][1] - 10.0).abs() < 1e-9, "{inner:?}");
        let outer = parallel(&line, -10.0);
        assert_eq!(outer.len(), 12);
        assert!(outer.iter().all(|p| p[0] <= 110.0 + 1e-9 && p[1] >= -10.0 - 1e-9));
    }
}
