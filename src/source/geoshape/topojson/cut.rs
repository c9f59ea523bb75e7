//! Cuts lines and rings at junctions.

use super::{arc::Arc, sequences::Sequences};

/// The pieces of all lines and rings.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The pieces of each line.
    pub(super) lines: Vec<Vec<Arc>>,
    /// The pieces of each ring; a single piece is the whole ring.
    pub(super) rings: Vec<Vec<Arc>>,
}

/// Cuts all lines and rings of `sequences` at `junctions`. A ring that has junctions, but not at its start, is rotated to
/// start at its first one.
pub(super) fn cut(sequences: &mut Sequences, junctions: &[bool]) -> Pieces {
    let is_junction = |point: &usize| junctions.get(*point) == Some(&true);
    let points = &mut sequences.points;
    let lines = sequences.lines.iter().map(|line| pieces(*line, points, is_junction)).collect();
    let rings = sequences.rings.iter().map(|ring| {
        if let Some([inner @ .., last]) = points.get_mut(ring.start..=ring.end)
            && let Some(first) = inner.iter().position(is_junction)
        {
            inner.rotate_left(first);
            *last = inner.first().copied().unwrap_or(*last);
        }
        pieces(*ring, points, is_junction)
    });
    let rings = rings.collect();
    Pieces { lines, rings }
}

/// The parts of `whole` between its ends and the junctions inside of it.
fn pieces(whole: Arc, points: &[usize], is_junction: impl Fn(&usize) -> bool) -> Vec<Arc> {
    let mut pieces = Vec::new();
    let mut start = whole.start;
    for at in whole.start + 1..whole.end {
        if points.get(at).is_some_and(&is_junction) {
            pieces.push(Arc { start, end: at });
            start = at;
        }
    }
    pieces.push(Arc { start, end: whole.end });
    pieces
}
