//! Merges equal pieces.

use std::collections::HashMap;

use crate::source::geoshape::geometry::Position;

use super::{arc::Arc, cut::Pieces, sequences::Sequences};

/// Replaces each of `pieces` that is equal to an earlier one by that one, reversed if it runs the other way. Returns the
/// pieces that are left.
pub(super) fn merge(pieces: &mut Pieces, sequences: &Sequences) -> Vec<Arc> {
    let (points, positions) = (sequences.points.as_slice(), sequences.positions.as_slice());
    let (lines, ends, arcs) = (Table::default(), Table::default(), Vec::new());
    let mut merger = Merger { points, positions, lines, ends, arcs };
    for arc in pieces.lines.iter_mut().flatten() {
        merger.line(arc);
    }
    for ring in &mut pieces.rings {
        match ring.as_mut_slice() {
            [whole] => merger.ring(whole),
            parts => parts.iter_mut().for_each(|arc| merger.line(arc)),
        }
    }
    merger.arcs
}

type Table<K> = HashMap<K, Vec<Arc>, ahash::RandomState>;

struct Merger<'p> {
    points: &'p [usize],
    positions: &'p [Position],
    /// Open arcs by their first, second and last point and their number of steps.
    lines: Table<[usize; 4]>,
    /// Arcs that a ring may be equal to, by an end (of open arcs) or the smallest point (of rings), and their steps.
    ends: Table<[usize; 2]>,
    arcs: Vec<Arc>,
}

impl Merger<'_> {
    /// Merges a piece whose ends are fixed.
    fn line(&mut self, arc: &mut Arc) {
        let points = arc.of(self.points);
        let ([first, second, ..], [.., before, last]) = (points, points) else {
            self.arcs.push(*arc);
            return;
        };
        let (key, backward) = ([*first, *second, *last, arc.steps()], [*last, *before, *first, arc.steps()]);
        let same = |known: &&Arc| known.of(self.points) == points;
        if let Some(known) = self.lines.get(&key).and_then(|arcs| arcs.iter().find(same)) {
            *arc = *known;
            return;
        }
        let opposite = |known: &&Arc| known.of(self.points).iter().eq(points.iter().rev());
        if let Some(known) = self.lines.get(&backward).and_then(|arcs| arcs.iter().find(opposite)) {
            *arc = known.reversed();
            return;
        }
        self.lines.entry(key).or_default().push(*arc);
        self.ends.entry([*first, arc.steps()]).or_default().push(*arc);
        if first != last {
            self.ends.entry([*last, arc.steps()]).or_default().push(*arc);
        }
        self.arcs.push(*arc);
    }

    /// Merges a whole ring, which may start anywhere.
    fn ring(&mut self, arc: &mut Arc) {
        let Some((start, smallest)) = self.points.get(arc.start).copied().zip(self.smallest(*arc)) else {
            self.arcs.push(*arc);
            return;
        };
        let smallest = self.points.get(arc.start + smallest).copied().unwrap_or(start);
        for end in [start, smallest] {
            let known = self.ends.get(&[end, arc.steps()]).map(Vec::as_slice).unwrap_or_default();
            let equal = known.iter().find_map(|known| self.compare(*known, *arc));
            if let Some(equal) = equal {
                *arc = equal;
                return;
            }
        }
        self.ends.entry([smallest, arc.steps()]).or_default().push(*arc);
        if let [first, second, .., last] = arc.of(self.points)
            && smallest == start
        {
            self.lines.entry([*first, *second, *last, arc.steps()]).or_default().push(*arc);
        }
        self.arcs.push(*arc);
    }

    /// `known`, reversed if needed, if it is the same ring as `arc`.
    fn compare(&self, known: Arc, arc: Arc) -> Option<Arc> {
        // The points from the smallest one on, and those before it.
        let split = |arc: Arc| self.open(arc).split_at_checked(self.smallest(arc)?);
        let ((known_before, known_after), (before, after)) = (split(known)?, split(arc)?);
        let expected = || known_after.iter().chain(known_before);
        if expected().eq(after.iter().chain(before)) {
            return Some(known);
        }
        // Reversed, the smallest point comes first again.
        let (smallest, after) = after.split_first()?;
        let backward = std::iter::once(smallest).chain(before.iter().rev()).chain(after.iter().rev());
        expected().eq(backward).then(|| known.reversed())
    }

    /// The points of a ring, without the repeated one at its end.
    fn open(&self, arc: Arc) -> &[usize] {
        arc.of(self.points).split_last().map(|(_, ring)| ring).unwrap_or_default()
    }

    /// The first of the smallest points of a ring, as an index into it.
    fn smallest(&self, arc: Arc) -> Option<usize> {
        let mut points = self.open(arc).iter().enumerate();
        let first = points.next()?;
        let position = |point: usize| self.positions.get(point).map(|position| position.0);
        // Coordinates are numbers, which compare like lists: by longitude, then by latitude.
        let smallest = points.fold(first, |best, next| if position(*next.1) < position(*best.1) { next } else { best });
        Some(smallest.0)
    }
}
