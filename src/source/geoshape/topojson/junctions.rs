//! Finds junctions: points at which lines or rings meet or part.

use super::sequences::Sequences;

/// Which positions are junctions, by their index.
///
/// A point is a junction if two sequences that pass it have other neighbors there, or if a line starts or ends there. A
/// sequence that passes a point several times counts by its first pass.
pub(super) fn junctions(sequences: &Sequences) -> Vec<bool> {
    let count = sequences.positions.len();
    let mut finder = Finder { passes: vec![None; count], junctions: vec![false; count] };
    for (index, line) in sequences.lines.iter().enumerate() {
        let points = line.of(&sequences.points);
        finder.pass_all(Pass::OfLine(index), points);
        for end in points.first().into_iter().chain(points.last()) {
            finder.mark(*end);
        }
    }
    for (index, ring) in sequences.rings.iter().enumerate() {
        let by = Pass::OfRing(index);
        let points = ring.of(&sequences.points);
        // The first point is passed too: it comes after the last but one.
        if let ([first, second, ..], [.., before, _]) = (points, points) {
            finder.pass(by, [*before, *first, *second]);
        }
        finder.pass_all(by, points);
    }
    finder.junctions
}

/// The sequence that passes a point.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    OfLine(usize),
    OfRing(usize),
}

/// A point that has been passed.
#[derive(Clone, Copy)]
struct Passed {
    /// By the last sequence.
    last: Pass,
    /// The neighbors in the first sequence.
    neighbors: [usize; 2],
}

struct Finder {
    passes: Vec<Option<Passed>>,
    junctions: Vec<bool>,
}

impl Finder {
    /// Passes all points between the first and the last.
    fn pass_all(&mut self, by: Pass, points: &[usize]) {
        for window in points.windows(3) {
            if let [before, point, after] = window {
                self.pass(by, [*before, *point, *after]);
            }
        }
    }

    fn pass(&mut self, by: Pass, [before, point, after]: [usize; 3]) {
        let Some(passed) = self.passes.get_mut(point) else { return };
        match passed {
            Some(passed) if passed.last == by => {}
            Some(passed) => {
                passed.last = by;
                if passed.neighbors != [before, after] && passed.neighbors != [after, before] {
                    self.mark(point);
                }
            }
            None => *passed = Some(Passed { last: by, neighbors: [before, after] }),
        }
    }

    fn mark(&mut self, point: usize) {
        if let Some(junction) = self.junctions.get_mut(point) {
            *junction = true;
        }
    }
}
