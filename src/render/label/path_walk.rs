//! Walks along lines; after Mapnik's `vertex_cache`.

use std::rc::Rc;

use crate::{deadline::checkpoint, render::geometry::distance};

/// The end of a segment and its length. The first one has no length and is the start of the line.
type WalkSegment = ([f64; 2], f64);

/// A position on a line, which can be moved along it.
#[derive(Debug, Clone)]
pub(super) struct PathWalk {
    segments: Rc<[WalkSegment]>,
    length: f64,
    /// The segment of the position.
    segment: usize,
    /// Distance from the start of the segment.
    within: f64,
    /// The position.
    at: [f64; 2],
    /// The start of the segment.
    start: [f64; 2],
}

impl PathWalk {
    /// The start of a line; `None` if it has no vertices. Segments without a length are left out.
    pub(super) fn of(line: &[[f64; 2]]) -> Option<Self> {
        checkpoint(line.len() * 2);
        let first = *line.first()?;
        let mut segments = vec![(first, 0.0)];
        for pair in line.windows(2) {
            let &[a, b] = pair else { continue };
            let length = distance(a, b);
            if length > 0.0 {
                segments.push((b, length));
            }
        }
        let length = segments.iter().map(|(_, length)| length).sum();
        Some(Self { segments: segments.into(), length, segment: 0, within: 0.0, at: first, start: first })
    }

    /// Length of the line.
    pub(super) fn length(&self) -> f64 {
        self.length
    }

    /// The position.
    pub(super) fn at(&self) -> [f64; 2] {
        self.at
    }

    /// The vertices.
    pub(super) fn vertices(&self) -> Vec<[f64; 2]> {
        checkpoint(self.segments.len());
        self.segments.iter().map(|(end, _)| *end).collect()
    }

    /// Moves along the line, backwards if `by` is negative. Returns `false` at its ends; the position is then undefined.
    pub(super) fn advance(&mut self, by: f64) -> bool {
        let mut length = by + self.within;
        loop {
            let Some((_, own)) = self.segments.get(self.segment) else { return false };
            if length < *own {
                break;
            }
            length -= own;
            if !self.next_segment() {
                return false;
            }
        }
        while length < 0.0 {
            if !self.previous_segment() {
                return false;
            }
            length += self.segments.get(self.segment).map_or(0.0, |(_, own)| *own);
        }
        self.put(length)
    }

    /// Moves along the line to the first point that is as far away in a straight line as `by`, backwards if it is
    /// negative. Returns `false` at the ends of the line.
    pub(super) fn advance_straight(&mut self, by: f64) -> bool {
        let Some((_, own)) = self.segments.get(self.segment) else { return false };
        let within = self.within + by;
        if within >= 0.0 && within < *own {
            return self.put(within);
        }
        let (from, radius) = (self.at, by.abs());
        let (inner, outer) = loop {
            if by > 0.0 {
                if !self.next_segment() {
                    return false;
                }
                let end = self.end();
                if distance(from, end) >= radius {
                    break (self.start, end);
                }
            } else {
                if !self.previous_segment() {
                    return false;
                }
                if distance(from, self.start) >= radius {
                    break (self.end(), self.start);
                }
            }
        };
        if let Some(crossing) = circle_crossing(from, radius, inner, outer) {
            self.at = crossing;
        }
        self.within = distance(self.start, self.at);
        true
    }

    /// The direction in radians, clockwise from the east: that of the segment, or that to the point `width` further on
    /// if it is on another one. It is reversed if `width` is negative.
    pub(super) fn angle(&self, width: f64) -> f64 {
        let within = width + self.within;
        let own = self.segments.get(self.segment).map_or(0.0, |(_, length)| *length);
        if !(within <= own && within >= 0.0) {
            let mut further = self.clone();
            if further.advance(width) {
                return (further.at[1] - self.at[1]).atan2(further.at[0] - self.at[0]);
            }
        }
        let end = self.end();
        let angle = (end[1] - self.start[1]).atan2(end[0] - self.start[0]);
        if width >= 0.0 { angle } else { angle + std::f64::consts::PI }
    }

    /// The distance of the position from the start of the line.
    pub(super) fn walked(&self) -> f64 {
        checkpoint(self.segment);
        self.segments.iter().take(self.segment).map(|(_, length)| length).sum::<f64>() + self.within
    }

    fn put(&mut self, within: f64) -> bool {
        let Some((end, length)) = self.segments.get(self.segment) else { return false };
        let t = if *length > 0.0 { within / length } else { 0.0 };
        self.within = within;
        self.at = [0, 1].map(|i| self.start[i] + (end[i] - self.start[i]) * t);
        true
    }

    fn end(&self) -> [f64; 2] {
        self.segments.get(self.segment).map_or(self.at, |(end, _)| *end)
    }

    fn next_segment(&mut self) -> bool {
        checkpoint(1);
        self.start = self.end();
        self.segment = (self.segment + 1).min(self.segments.len());
        self.segment < self.segments.len()
    }

    fn previous_segment(&mut self) -> bool {
        checkpoint(1);
        let Some(before) = self.segment.checked_sub(1) else { return false };
        self.segment = before;
        let start = self.segments.get(before.saturating_sub(1)).map(|(end, _)| *end);
        self.start = start.unwrap_or(self.start);
        true
    }
}

/// The point between `inner`, which is within the circle, and `outer` at which the circle is crossed.
fn circle_crossing(center: [f64; 2], radius: f64, inner: [f64; 2], outer: [f64; 2]) -> Option<[f64; 2]> {
    let d = [outer[0] - inner[0], outer[1] - inner[1]];
    let c = [inner[0] - center[0], inner[1] - center[1]];
    let a = d[0] * d[0] + d[1] * d[1];
    let b = 2.0 * (d[0] * c[0] + d[1] * c[1]);
    let det = b * b - 4.0 * a * (c[0] * c[0] + c[1] * c[1] - radius * radius);
    if a <= 1e-7 || det < 0.0 {
        return None;
    }
    let t = (-b + det.sqrt()) / (2.0 * a);
    Some([inner[0] + t * d[0], inner[1] + t * d[1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk() -> PathWalk {
        PathWalk::of(&[[0.0, 0.0], [10.0, 0.0], [10.0, 0.0], [10.0, 10.0]]).unwrap()
    }

    #[test]
    fn positions_are_moved_in_both_directions_until_the_line_ends() {
        let mut walk = walk();
        assert_eq!(walk.length(), 20.0);
        assert!(walk.advance(12.0));
        assert_eq!(walk.at(), [10.0, 2.0]);
        assert!(walk.advance(-5.0));
        assert_eq!(walk.at(), [7.0, 0.0]);
        assert!(!walk.clone().advance(14.0) && !walk.clone().advance(-8.0));
    }

    #[test]
    fn straight_distances_cut_corners() {
        let mut walk = walk();
        assert!(walk.advance(7.0));
        assert!(walk.advance_straight(5.0));
        assert_eq!(walk.at(), [10.0, 4.0]);
        assert!((walk.angle(1.0) - std::f64::consts::FRAC_PI_2).abs() < 1e-9);
        assert_eq!(walk.walked(), 14.0);
    }
}
