//! Removes vertices and segments that are entirely outside of a picture.

use super::{Lines, Rect, vector::distance};
use crate::deadline::checkpoint;

/// Removes the vertices of `ring` that are beyond the same side of `area` as both of their neighbors. The shape within
/// the area does not change.
pub(crate) fn cull_ring(ring: &mut Vec<[f64; 2]>, area: &Rect) {
    checkpoint(ring.len());
    let side = |p: &[f64; 2]| {
        u8::from(p[0] < area.lo[0])
            | u8::from(p[0] > area.hi[0]) << 1
            | u8::from(p[1] < area.lo[1]) << 2
            | u8::from(p[1] > area.hi[1]) << 3
    };
    if ring.len() < 8 || ring.iter().all(|p| side(p) == 0) {
        return;
    }
    let mut kept = Vec::with_capacity(ring.len());
    for (i, p) in ring.iter().enumerate() {
        let next = ring.get(i + 1).or(ring.first());
        let before = kept.last();
        let drop = match (before, next) {
            (Some(before), Some(next)) => side(before) & side(p) & side(next) != 0,
            _ => false,
        };
        if !drop {
            kept.push(*p);
        }
    }
    *ring = kept;
}

/// Writes the parts of `line` that have a segment near `area` into `out`, and the distance of each part from the start
/// of the line into `phases`. A part may cross the start of a `closed` line.
///
/// The segments next to the near ones are kept too: the outlines of two segments end at their join, and an outline that
/// ended elsewhere would have a different slope.
pub(crate) fn cull_line(line: &[[f64; 2]], area: &Rect, closed: bool, out: &mut Lines, phases: &mut Vec<f64>) {
    checkpoint(line.len() * 4);
    let is_inside = |p: &[f64; 2]| (0..2).all(|i| p[i] >= area.lo[i] && p[i] <= area.hi[i]);
    if line.len() > 1 && line.iter().all(is_inside) {
        out.line(line.iter().copied());
        phases.push(0.0);
        return;
    }
    let segments = line.len().saturating_sub(1);
    let near: Vec<bool> = line.windows(2).map(|pair| !area.misses_all(pair)).collect();
    let near = |i: usize| near.get(i).copied().unwrap_or(false);
    let far = |i: usize| {
        let before = if i > 0 { near(i - 1) } else { closed && near(segments - 1) };
        let after = near(i + 1) || (closed && i + 1 == segments && near(0));
        !(near(i) || before || after)
    };
    // A closed line starts after a segment that is left out.
    let gap = if closed { (0..segments).find(|i| far(*i)) } else { None };
    let first = gap.map_or(0, |i| i + 1);
    let length = |pair: &[[f64; 2]]| match pair {
        [a, b] => distance(*a, *b),
        _ => 0.0,
    };
    let mut way: f64 = line.windows(2).take(first).map(length).sum();
    let mut open = false;
    for i in first..first + segments {
        let i = i % segments.max(1);
        let Some(pair) = line.get(i..i + 2) else { continue };
        if far(i) {
            out.end();
            open = false;
        } else {
            if !open {
                out.push(pair[0]);
                phases.push(way);
                open = true;
            }
            out.push(pair[1]);
        }
        way += length(pair);
    }
    out.end();
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { lo: [0.0, 0.0], hi: [10.0, 10.0] };

    #[test]
    fn a_line_is_kept_in_whole_segments_with_its_phase() {
        let line = [[-40.0, 5.0], [-30.0, 5.0], [-20.0, 5.0], [5.0, 5.0], [30.0, 5.0], [40.0, 5.0], [50.0, 5.0]];
        let (mut out, mut phases) = (Lines::default(), Vec::new());
        cull_line(&line, &AREA, false, &mut out, &mut phases);
        assert_eq!(out.iter().collect::<Vec<_>>(), [&line[1..6]]);
        assert_eq!(phases, [10.0]);
    }

    #[test]
    fn a_closed_line_keeps_the_join_at_its_start() {
        let line = [[5.0, 5.0], [30.0, 5.0], [30.0, 20.0], [30.0, 30.0], [20.0, 30.0], [5.0, 30.0], [5.0, 5.0]];
        let (mut out, mut phases) = (Lines::default(), Vec::new());
        cull_line(&line, &AREA, true, &mut out, &mut phases);
        assert_eq!(
            out.iter().collect::<Vec<_>>(),
            [&[[20.0, 30.0], [5.0, 30.0], [5.0, 5.0], [30.0, 5.0], [30.0, 20.0]]]
        );
    }
}
