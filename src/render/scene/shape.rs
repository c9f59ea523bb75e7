//! From tile units to device pixels: simplified, culled, and cut so that every picture that shows a
//! place draws it with the very same numbers.
//!
//! Three rules make neighbouring pictures agree pixel for pixel. Coordinates are relative to the tile's
//! corner, which lies on whole pixels, and are rounded to the rasteriser's grid (1/256 pixel). What is
//! left out lies wholly outside the picture. Edges are split where raster tiles meet, so that a
//! rasteriser never has to cut one at the picture's edge and thereby change its slope.

use crate::render::{ClipRect, Lines};

/// The rasteriser's resolution: 64 subpixels of a 4-fold supersampled pixel.
const GRID: f64 = 256.0;

/// Vertices closer than this to the one before are left out, in device pixels.
const DETAIL: f64 = 0.25;

/// Rounds to the rasteriser's grid.
pub(in crate::render) fn snap(v: f64) -> f64 {
    (v * GRID).round() / GRID
}

/// Rounds as OpenGL does with the corners of what it draws without smoothing.
pub(in crate::render) fn sixteenths(v: f64) -> f64 {
    (v * 16.0).round() / 16.0
}

/// A rectangle in a tile's own device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Smallest coordinates.
    pub lo: [f64; 2],
    /// Largest coordinates.
    pub hi: [f64; 2],
}

impl Area {
    /// `clip` seen from `offset`.
    pub fn local(clip: ClipRect, offset: [f64; 2]) -> Self {
        Self {
            lo: [f64::from(clip.left) - offset[0], f64::from(clip.top) - offset[1]],
            hi: [f64::from(clip.right) - offset[0], f64::from(clip.bottom) - offset[1]],
        }
    }

    /// The same, moved by whole pixels as near to `shift` as they come.
    pub fn moved(self, shift: [f64; 2]) -> Self {
        let moved = |p: [f64; 2]| [p[0] + shift[0].round(), p[1] + shift[1].round()];
        Self { lo: moved(self.lo), hi: moved(self.hi) }
    }

    /// The same, `by` pixels larger on every side.
    pub fn grown(self, by: f64) -> Self {
        Self { lo: self.lo.map(|v| v - by), hi: self.hi.map(|v| v + by) }
    }

    fn misses(&self, lo: [f64; 2], hi: [f64; 2]) -> bool {
        hi[0] < self.lo[0] || lo[0] > self.hi[0] || hi[1] < self.lo[1] || lo[1] > self.hi[1]
    }

    /// Whether the two share no point with the box around `points`.
    pub fn misses_all(&self, points: &[[f64; 2]]) -> bool {
        let Some(first) = points.first() else { return true };
        let (mut lo, mut hi) = (*first, *first);
        for p in points {
            lo = [lo[0].min(p[0]), lo[1].min(p[1])];
            hi = [hi[0].max(p[0]), hi[1].max(p[1])];
        }
        self.misses(lo, hi)
    }
}

/// Scales `line` to device pixels and moves it by `shift`, into `out` (cleared first): snapped, without
/// details below a pixel. First and last vertex stay.
pub(in crate::render) fn scaled(line: &[[f64; 2]], scale: f64, shift: [f64; 2], out: &mut Vec<[f64; 2]>) {
    out.clear();
    let mut last = [f64::INFINITY; 2];
    let mut skipped = None;
    for p in line {
        let p = [snap(p[0] * scale + shift[0]), snap(p[1] * scale + shift[1])];
        if (p[0] - last[0]).abs() < DETAIL && (p[1] - last[1]).abs() < DETAIL {
            skipped = Some(p);
            continue;
        }
        out.push(p);
        last = p;
        skipped = None;
    }
    if let Some(end) = skipped.filter(|end| *end != last) {
        out.push(end);
    }
}

/// Twice the signed area of a ring: positive for exterior rings of vector tiles (`y` down).
pub(in crate::render) fn signed_area(ring: &[[f64; 2]]) -> f64 {
    let Some(mut before) = ring.last() else { return 0.0 };
    let mut sum = 0.0;
    for p in ring {
        sum += before[0] * p[1] - p[0] * before[1];
        before = p;
    }
    sum
}

/// Takes vertices out of `ring` whose neighbours lie beyond the same side of `area` as they do: inside
/// the area nothing changes.
pub(in crate::render) fn cull_ring(ring: &mut Vec<[f64; 2]>, area: &Area) {
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

/// Cuts `ring` at the edges of `area` (Sutherland & Hodgman 1974). `spare` is scratch memory.
pub(in crate::render) fn clip_ring(ring: &mut Vec<[f64; 2]>, area: &Area, spare: &mut Vec<[f64; 2]>) {
    for axis in [0, 1] {
        clip_axis(ring, axis, [area.lo[axis], area.hi[axis]], spare);
    }
}

fn clip_axis(ring: &mut Vec<[f64; 2]>, axis: usize, [low, high]: [f64; 2], spare: &mut Vec<[f64; 2]>) {
    for (limit, keep_above) in [(low, true), (high, false)] {
        let inside = |p: &[f64; 2]| if keep_above { p[axis] >= limit } else { p[axis] <= limit };
        if ring.iter().all(inside) {
            continue;
        }
        spare.clear();
        let Some(mut before) = ring.last().copied() else { return };
        for p in ring.iter() {
            if inside(p) != inside(&before) {
                spare.push(crossing(&before, p, axis, limit));
            }
            if inside(p) {
                spare.push(*p);
            }
            before = *p;
        }
        std::mem::swap(ring, spare);
    }
}

/// Where the edge from `a` to `b` crosses `limit` on `axis`: the same point for both directions.
fn crossing(a: &[f64; 2], b: &[f64; 2], axis: usize, limit: f64) -> [f64; 2] {
    let (a, b) = if a[axis] <= b[axis] { (a, b) } else { (b, a) };
    let other = 1 - axis;
    let t = (limit - a[axis]) / (b[axis] - a[axis]);
    let mut p = [limit; 2];
    p[other] = snap(a[other] + (b[other] - a[other]) * t);
    p
}

/// Adds a vertex wherever an edge of the closed `ring` crosses a multiple of `step`. What lies beyond the
/// multiples around `area` is cut off at one of them: there the vertices would be the same.
pub(in crate::render) fn split_ring(ring: &mut Vec<[f64; 2]>, step: f64, area: &Area, spare: &mut Vec<[f64; 2]>) {
    for axis in [0, 1] {
        let limits = [(area.lo[axis] / step).floor() - 1.0, (area.hi[axis] / step).ceil() + 1.0];
        clip_axis(ring, axis, limits.map(|v| v * step), spare);
        let cell = |p: &[f64; 2]| (p[axis] / step).floor();
        let Some(first) = ring.first() else { return };
        let one = cell(first);
        if ring.iter().all(|p| cell(p) == one) {
            continue;
        }
        spare.clear();
        let Some(mut before) = ring.last().copied() else { return };
        for p in ring.iter() {
            let (from, to) = (before[axis] / step, p[axis] / step);
            // Strictly between the two ends; a ring within a tile crosses few lines.
            if from < to {
                let mut line = from.floor() + 1.0;
                while line < to {
                    spare.push(crossing(&before, p, axis, line * step));
                    line += 1.0;
                }
            } else {
                let mut line = from.ceil() - 1.0;
                while line > to {
                    spare.push(crossing(&before, p, axis, line * step));
                    line -= 1.0;
                }
            }
            spare.push(*p);
            before = *p;
        }
        std::mem::swap(ring, spare);
    }
}

/// Writes the parts of `line` with a segment near `area` into `out`; `phases` gets for each part how
/// far along the line it begins. The beginning of a `closed` line is no end: a part may run across it.
///
/// The segments before and after the near ones are kept too: where two segments are joined, their
/// outlines end at the join, and an outline that ends elsewhere has another slope.
pub(in crate::render) fn cull_line(
    line: &[[f64; 2]],
    area: &Area,
    closed: bool,
    out: &mut Lines,
    phases: &mut Vec<f64>,
) {
    let segments = line.len().saturating_sub(1);
    let near: Vec<bool> = line.windows(2).map(|pair| !area.misses_all(pair)).collect();
    let near = |i: usize| near.get(i).copied().unwrap_or(false);
    let far = |i: usize| {
        let before = if i > 0 { near(i - 1) } else { closed && near(segments - 1) };
        let after = near(i + 1) || (closed && i + 1 == segments && near(0));
        !(near(i) || before || after)
    };
    // A closed line is begun behind a segment that is left out.
    let gap = if closed { (0..segments).find(|i| far(*i)) } else { None };
    let first = gap.map_or(0, |i| i + 1);
    let length = |pair: &[[f64; 2]]| match pair {
        [a, b] => (b[0] - a[0]).hypot(b[1] - a[1]),
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

    const AREA: Area = Area { lo: [0.0, 0.0], hi: [10.0, 10.0] };

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let mut ring = vec![[-5.0, 2.0], [5.0, 2.0], [5.0, 8.0], [-5.0, 8.0]];
        clip_ring(&mut ring, &AREA, &mut Vec::new());
        assert_eq!(ring, [[0.0, 2.0], [5.0, 2.0], [5.0, 8.0], [0.0, 8.0]]);
    }

    #[test]
    fn a_line_is_kept_in_whole_segments_with_its_phase() {
        let line = [[-40.0, 5.0], [-30.0, 5.0], [-20.0, 5.0], [5.0, 5.0], [30.0, 5.0], [40.0, 5.0], [50.0, 5.0]];
        let (mut out, mut phases) = (Lines::default(), Vec::new());
        cull_line(&line, &AREA, false, &mut out, &mut phases);
        assert_eq!(out.iter().collect::<Vec<_>>(), [&line[1..6]]);
        assert_eq!(phases, [10.0]);
    }

    #[test]
    fn a_closed_line_keeps_its_join_where_it_begins() {
        let line = [[5.0, 5.0], [30.0, 5.0], [30.0, 20.0], [30.0, 30.0], [20.0, 30.0], [5.0, 30.0], [5.0, 5.0]];
        let (mut out, mut phases) = (Lines::default(), Vec::new());
        cull_line(&line, &AREA, true, &mut out, &mut phases);
        assert_eq!(
            out.iter().collect::<Vec<_>>(),
            [&[[20.0, 30.0], [5.0, 30.0], [5.0, 5.0], [30.0, 5.0], [30.0, 20.0]]]
        );
    }

    #[test]
    fn edges_are_split_where_raster_tiles_meet() {
        let mut ring = vec![[0.0, 0.0], [25.0, 0.0], [25.0, 5.0]];
        split_ring(&mut ring, 10.0, &Area { lo: [0.0; 2], hi: [30.0; 2] }, &mut Vec::new());
        let split = [[20.0, 4.0], [10.0, 2.0], [0.0, 0.0], [10.0, 0.0], [20.0, 0.0], [25.0, 0.0], [25.0, 5.0]];
        assert_eq!(ring, split);
    }

    #[test]
    fn an_edge_of_any_length_is_split_within_reach_only() {
        let mut ring = vec![[-1e15, 1.0], [1e15, 2.0], [0.0, 1e15]];
        split_ring(&mut ring, 10.0, &AREA, &mut Vec::new());
        assert!(ring.len() < 40, "{}", ring.len());
    }

    #[test]
    fn details_below_a_pixel_vanish_but_ends_stay() {
        let mut out = Vec::new();
        scaled(&[[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [100.0, 0.0], [101.0, 0.0]], 0.1, [0.0; 2], &mut out);
        assert_eq!(out.len(), 3);
        assert_eq!(out[2], [snap(10.1), 0.0]);
    }
}
