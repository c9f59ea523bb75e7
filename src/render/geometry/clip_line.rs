//! Clips lines to a rectangle (Liang & Barsky 1984, segment by segment).

use super::Rect;
use crate::deadline::checkpoint;

/// An edge of a rectangle: its axis and its coordinate on that axis.
type ClipEdge = (usize, f64);

/// The part of a segment within a rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SegmentPart {
    /// Start of the part, as a fraction of the segment.
    pub from: f64,
    /// End of the part.
    pub to: f64,
    /// The edge at which the segment enters the rectangle; `None` if it starts inside.
    pub enters: Option<ClipEdge>,
    /// The edge at which the segment leaves; `None` if it ends inside.
    pub leaves: Option<ClipEdge>,
}

/// The part of the segment from `a` to `b` within `area`, including its edges; `None` if the segment is outside.
pub(crate) fn clip_segment(a: [f64; 2], b: [f64; 2], area: &Rect) -> Option<SegmentPart> {
    let mut part = SegmentPart { from: 0.0, to: 1.0, enters: None, leaves: None };
    for axis in [0, 1] {
        let d = b[axis] - a[axis];
        if d == 0.0 {
            if !(area.lo[axis]..=area.hi[axis]).contains(&a[axis]) {
                return None;
            }
            continue;
        }
        let (near, far) = if d > 0.0 { (area.lo[axis], area.hi[axis]) } else { (area.hi[axis], area.lo[axis]) };
        let (enter, leave) = ((near - a[axis]) / d, (far - a[axis]) / d);
        if enter > part.from {
            (part.from, part.enters) = (enter, Some((axis, near)));
        }
        if leave < part.to {
            (part.to, part.leaves) = (leave, Some((axis, far)));
        }
    }
    (part.from <= part.to).then_some(part)
}

/// The parts of `line` within `area`. They end exactly on the edges at which the line leaves.
pub(crate) fn clip_line(line: &[[f64; 2]], area: &Rect) -> Vec<Vec<[f64; 2]>> {
    let mut parts: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in line.windows(2) {
        checkpoint(2);
        let &[a, b] = pair else { continue };
        let Some(part) = clip_segment(a, b, area).filter(|part| part.from < part.to) else { continue };
        let at = |t: f64, end: [f64; 2], edge: Option<ClipEdge>| match edge {
            None => end,
            Some((axis, value)) => {
                let mut p = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
                p[axis] = value;
                p
            }
        };
        let (from, to) = (at(part.from, a, part.enters), at(part.to, b, part.leaves));
        match parts.last_mut().filter(|part| part.last() == Some(&from)) {
            Some(part) => part.push(to),
            None => parts.push(vec![from, to]),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { lo: [0.0, 0.0], hi: [10.0, 10.0] };

    #[test]
    fn a_segment_across_has_both_edges() {
        let part = clip_segment([-10.0, 5.0], [30.0, 5.0], &AREA).unwrap();
        assert_eq!(part, SegmentPart { from: 0.25, to: 0.5, enters: Some((0, 0.0)), leaves: Some((0, 10.0)) });
    }

    #[test]
    fn a_segment_outside_has_no_part() {
        assert_eq!(clip_segment([-6.0, 5.0], [5.0, -6.0], &AREA), None);
        assert_eq!(clip_segment([11.0, 0.0], [11.0, 9.0], &AREA), None);
    }

    #[test]
    fn lines_end_exactly_at_the_edge() {
        let area = Rect { lo: [0.0; 2], hi: [100.0; 2] };
        let parts = clip_line(&[[-10.0, 5.0], [20.0, 5.0], [20.0, -5.0], [30.0, 5.0]], &area);
        assert_eq!(parts, [vec![[0.0, 5.0], [20.0, 5.0], [20.0, 0.0]], vec![[25.0, 0.0], [30.0, 5.0]]]);
    }

    #[test]
    fn a_segment_inside_is_whole() {
        let part = clip_segment([2.0, 2.0], [2.0, 2.0], &AREA).unwrap();
        assert_eq!(part, SegmentPart { from: 0.0, to: 1.0, enters: None, leaves: None });
    }
}
