//! Lines with fewer vertices, as Mapnik's `simplify` has them.

use super::{sleeve, weights};
use crate::{
    deadline::checkpoint,
    render::geometry::{
        lines::Lines,
        vector::{Vector, distance},
    },
};

/// The algorithm of a simplification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thinning {
    /// Drops vertices that are close to the one before; the tolerance is the square of a distance.
    RadialDistance,
    /// Drops vertices that fit into a sleeve (Zhao and Saalfeld 1997).
    Sleeve,
    /// Drops the vertices of the smallest triangles (Visvalingam and Whyatt 1993).
    Triangles,
    /// Drops vertices that are close to a chord (Douglas and Peucker 1973).
    Chords,
}

/// Appends `line` with fewer vertices to `out`.
pub(crate) fn thinned(line: &[Vector], closed: bool, how: Thinning, tolerance: f64, out: &mut Lines) {
    let around = line.first().copied().filter(|_| closed);
    let whole = || line.iter().copied().chain(around).collect::<Vec<_>>();
    let mut kept = match how {
        Thinning::RadialDistance => return radial(line, tolerance, out),
        Thinning::Sleeve => sleeve::kept(line, closed, tolerance),
        Thinning::Triangles => weights::kept(&whole(), tolerance),
        Thinning::Chords => chords(&whole(), tolerance),
    };
    if closed && kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    out.line(kept);
}

/// Like Mapnik, this drops a close last vertex too.
fn radial(line: &[Vector], tolerance: f64, out: &mut Lines) {
    checkpoint(line.len());
    let mut last: Option<Vector> = None;
    for p in line {
        if last.is_none_or(|last| distance(last, *p).powi(2) > tolerance) {
            out.push(*p);
            last = Some(*p);
        }
    }
    out.end();
}

fn chords(line: &[Vector], tolerance: f64) -> Vec<Vector> {
    let mut keep = vec![false; line.len()];
    [0, line.len().saturating_sub(1)].into_iter().filter_map(|i| keep.get_mut(i).map(|it| *it = true)).for_each(drop);
    let mut parts = vec![(0, line.len().saturating_sub(1))];
    while let Some((first, last)) = parts.pop() {
        let (Some(a), Some(b)) = (line.get(first), line.get(last)) else { continue };
        checkpoint(1 + 2 * (last - first));
        let inner = line.iter().enumerate().take(last).skip(first + 1);
        let farthest = inner
            .map(|(i, p)| (i, from_segment(*p, *a, *b)))
            .fold((0, f64::MIN_POSITIVE), |most, it| if it.1 > most.1 { it } else { most });
        if farthest.1 > tolerance * tolerance {
            keep.get_mut(farthest.0).into_iter().for_each(|it| *it = true);
            parts.extend([(first, farthest.0), (farthest.0, last)]);
        }
    }
    line.iter().zip(keep).filter(|(_, keep)| *keep).map(|(p, _)| *p).collect()
}

/// The square of the distance of `p` from a segment.
fn from_segment(p: Vector, a: Vector, b: Vector) -> f64 {
    let chord = [b[0] - a[0], b[1] - a[1]];
    let square = chord[0] * chord[0] + chord[1] * chord[1];
    let at = if square > 0.0 { ((p[0] - a[0]) * chord[0] + (p[1] - a[1]) * chord[1]) / square } else { 1.0 };
    // Mapnik measures from the mirrored point up to a whole chord before the start.
    let at = if at < -1.0 { 0.0 } else { at.min(1.0) };
    distance(p, [a[0] + chord[0] * at, a[1] + chord[1] * at]).powi(2)
}
