//! Walks along a line and its parallels, after MapLibre's `projection.ts`.

use std::f64::consts::PI;

use super::anchors::LineAnchor;
use crate::{deadline::checkpoint, render::geometry::distance};

/// A point on or next to a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LinePoint {
    /// Position in device pixels of the view.
    pub at: [f64; 2],
    /// Reading direction, in radians clockwise from east.
    pub angle: f64,
}

/// A line with a label's anchor on it, in device pixels of the view.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnLine<'a> {
    /// The vertices, relative to `offset`.
    pub line: &'a [[f64; 2]],
    pub offset: [f64; 2],
    pub anchor: LineAnchor,
}

impl OnLine<'_> {
    /// The point `offset` along the line from the anchor and `aside` to the right of the reading direction. `flip`
    /// reads against the line's direction. `None` beyond the ends of the line. The vertices on the way are appended to
    /// `passed`.
    pub(super) fn point(
        &self,
        offset: f64,
        aside: f64,
        flip: bool,
        mut passed: Option<&mut Vec<[f64; 2]>>,
    ) -> Option<LinePoint> {
        let forward = (offset > 0.0) != flip;
        let step_by = if forward { 1 } else { -1 };
        let shift = if forward { aside } else { -aside };
        let mut index = if forward { self.anchor.segment as isize } else { self.anchor.segment as isize + 1 };
        // The line itself, and its parallel at the requested distance, along which the walk goes.
        let (mut line_from, mut line_to) = (self.anchor.at, self.anchor.at);
        let (mut from, mut to) = (self.anchor.at, self.anchor.at);
        let (mut walked, mut step) = (0.0, 0.0);
        let mut first = true;
        while walked + step <= offset.abs() {
            checkpoint(3);
            index += step_by;
            walked += step;
            let next = self.vertex(index)?;
            (line_from, line_to) = (line_to, next);
            from = to;
            if shift == 0.0 {
                to = next;
            } else {
                let ahead = if line_from == line_to { self.vertex(index + step_by)? } else { line_to };
                let behind = if line_from == line_to { line_to } else { line_from };
                let normal = normal(behind, ahead, shift);
                if first {
                    from = add(line_from, normal);
                }
                to = self.corner(index + step_by, from, line_to, normal, shift);
            }
            if let Some(passed) = passed.as_deref_mut().filter(|_| !first || shift != 0.0) {
                passed.push(from);
            }
            first = false;
            step = distance(from, to);
        }
        let t = (offset.abs() - walked) / step;
        let at = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
        // A walk against the reading direction reverses the angle.
        let direction = (line_to[1] - line_from[1]).atan2(line_to[0] - line_from[0]);
        Some(LinePoint { at, angle: direction + if offset > 0.0 { 0.0 } else { PI } })
    }

    fn vertex(&self, index: isize) -> Option<[f64; 2]> {
        self.line.get(usize::try_from(index).ok()?).map(|p| add(self.offset, *p))
    }

    /// The point at which the shifted segment from `from` past `vertex` meets the next one.
    fn corner(&self, next: isize, from: [f64; 2], vertex: [f64; 2], normal_here: [f64; 2], shift: f64) -> [f64; 2] {
        let here = add(vertex, normal_here);
        let Some(next) = self.vertex(next) else { return here };
        let normal_next = normal(vertex, next, shift);
        crossing(from, here, add(vertex, normal_next), add(next, normal_next)).unwrap_or(here)
    }
}

fn add(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0] + b[0], a[1] + b[1]]
}

/// The vector of length `by` to the right of the direction from `a` to `b`.
fn normal(a: [f64; 2], b: [f64; 2], by: f64) -> [f64; 2] {
    let length = distance(a, b);
    if length == 0.0 { [0.0; 2] } else { [-(b[1] - a[1]) / length * by, (b[0] - a[0]) / length * by] }
}

/// The intersection of the lines through `a`, `b` and through `c`, `d`.
fn crossing(a: [f64; 2], b: [f64; 2], c: [f64; 2], d: [f64; 2]) -> Option<[f64; 2]> {
    let (u, v) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]);
    let denominator = v[1] * u[0] - v[0] * u[1];
    if denominator == 0.0 {
        return None;
    }
    let t = (v[0] * (a[1] - c[1]) - v[1] * (a[0] - c[0])) / denominator;
    Some([a[0] + t * u[0], a[1] + t * u[1]])
}
