//! The outline of one line.

use super::{
    corner::{Corner, cap},
    style::PenStyle,
};
use crate::{
    deadline::checkpoint,
    render::geometry::{
        lines::Lines,
        vector::{Vector, distance},
    },
};

/// Vertices closer than this are one.
const SAME: f64 = 1e-14;

/// Draws outlines. The buffers are reused from line to line.
#[derive(Debug, Default)]
pub(crate) struct Pen {
    points: Vec<Vector>,
    /// The distance from each point to the next one.
    lengths: Vec<f64>,
    ring: Vec<Vector>,
}

impl Pen {
    /// Writes the rings that a stroke along `line` covers (non-zero winding) into `rings`. The ends of a `closed` line
    /// are joined.
    pub(crate) fn outline(&mut self, line: &[Vector], closed: bool, style: &PenStyle, rings: &mut Lines) {
        self.take(line, closed);
        let count = self.points.len();
        if count < 2 || style.width <= 0.0 {
            return;
        }
        self.ring.clear();
        if closed && count > 2 {
            (0..count).for_each(|i| self.join(i, true, style));
            rings.line(self.ring.drain(..));
            (0..count).rev().for_each(|i| self.join(i, false, style));
        } else {
            self.cap(0, 1, 0, style);
            (1..count - 1).for_each(|i| self.join(i, true, style));
            self.cap(count - 1, count - 2, count - 2, style);
            (1..count - 1).rev().for_each(|i| self.join(i, false, style));
        }
        rings.line(self.ring.drain(..));
    }

    /// Copies the line without repeated points.
    fn take(&mut self, line: &[Vector], closed: bool) {
        checkpoint(line.len() * 2);
        self.points.clear();
        self.lengths.clear();
        for p in line {
            let length = self.points.last().map(|last| distance(*last, *p));
            if length.is_some_and(|length| length <= SAME) {
                continue;
            }
            self.lengths.extend(length);
            self.points.push(*p);
        }
        if !closed {
            return;
        }
        while let (Some(last), Some(first), true) = (self.points.last(), self.points.first(), self.points.len() > 1) {
            let length = distance(*last, *first);
            if length > SAME {
                self.lengths.push(length);
                break;
            }
            self.points.pop();
            self.lengths.pop();
        }
    }

    fn point(&self, i: usize) -> Vector {
        self.points.get(i).copied().unwrap_or_default()
    }

    fn length(&self, i: usize) -> f64 {
        self.lengths.get(i).copied().unwrap_or(1.0)
    }

    /// Appends one side of the outline at vertex `i`.
    fn join(&mut self, i: usize, forward: bool, style: &PenStyle) {
        checkpoint(5);
        let count = self.points.len();
        let (before, after) = ((i + count - 1) % count, (i + 1) % count);
        let corner = Corner { before: self.point(before), at: self.point(i), after: self.point(after) };
        let lengths = [self.length(before), self.length(i)];
        let (corner, lengths) = if forward {
            (corner, lengths)
        } else {
            let Corner { before, at, after } = corner;
            (Corner { before: after, at, after: before }, [lengths[1], lengths[0]])
        };
        corner.join(style, lengths, &mut self.ring);
    }

    fn cap(&mut self, at: usize, next: usize, segment: usize, style: &PenStyle) {
        let (at, next, length) = (self.point(at), self.point(next), self.length(segment));
        cap(at, next, length, style, &mut self.ring);
    }
}
