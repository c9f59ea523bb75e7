//! The lines and rings of all geometries, as numbers of points.

use std::collections::HashMap;

use crate::source::geoshape::geometry::Position;

use super::arc::Arc;

/// All points of all lines and rings.
#[derive(Debug, Default)]
pub(super) struct Sequences {
    /// Different positions.
    pub(super) positions: Vec<Position>,
    /// Indices of `positions`, line after line and ring after ring.
    pub(super) points: Vec<usize>,
    /// Lines, as parts of `points`.
    pub(super) lines: Vec<Arc>,
    /// Closed rings, as parts of `points`.
    pub(super) rings: Vec<Arc>,
    known: HashMap<[u64; 2], usize, ahash::RandomState>,
}

/// A line or a ring, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    Line(usize),
    Ring(usize),
}

impl Sequences {
    /// Adds a line; it is not empty.
    pub(super) fn line(&mut self, positions: &[Position]) -> Sequence {
        let arc = self.add(positions);
        self.lines.push(arc);
        Sequence::Line(self.lines.len() - 1)
    }

    /// Adds a ring, whose last position is its first; it is not empty.
    pub(super) fn ring(&mut self, positions: &[Position]) -> Sequence {
        let arc = self.add(positions);
        self.rings.push(arc);
        Sequence::Ring(self.rings.len() - 1)
    }

    fn add(&mut self, positions: &[Position]) -> Arc {
        let start = self.points.len();
        for position in positions {
            let next = self.positions.len();
            let index = *self.known.entry(position.0.map(f64::to_bits)).or_insert(next);
            if index == next {
                self.positions.push(*position);
            }
            self.points.push(index);
        }
        Arc { start, end: self.points.len().saturating_sub(1) }
    }
}
