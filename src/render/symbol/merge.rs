//! Merges lines of the same street, which are often cut into many parts, for labeling; after MapLibre's
//! `merge_lines.ts`.

use crate::deadline::checkpoint;
use std::collections::HashMap;

/// A line and the feature that labels it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LabeledLine {
    /// The vertices.
    pub line: Vec<[f64; 2]>,
    /// Index of the feature whose properties apply.
    pub feature: usize,
}

type End = (u64, u64, usize);

/// Joins lines with the same text if one starts at the end of another. `texts` returns the number of a feature's text:
/// equal numbers mean equal texts, and `None` is never joined. The order is kept; a joined line takes the position and
/// the feature of its first part.
pub(super) fn merged(lines: Vec<LabeledLine>, texts: impl Fn(usize) -> Option<usize>) -> Vec<LabeledLine> {
    // Starts and ends of the lines so far, by position and text.
    let (mut starts, mut ends): (HashMap<End, usize>, HashMap<End, usize>) = Default::default();
    let mut kept: Vec<Option<LabeledLine>> = Vec::new();
    for next in lines {
        checkpoint(20 + next.line.len());
        let (Some(text), [first, .., last]) = (texts(next.feature), next.line.as_slice()) else {
            kept.push(Some(next));
            continue;
        };
        let key = |p: &[f64; 2]| (p[0].to_bits(), p[1].to_bits(), text);
        let (start, end) = (key(first), key(last));
        let after = ends.get(&start).copied().filter(|_| start != end);
        let before = starts.get(&end).copied().filter(|_| start != end);
        match (after, before) {
            (Some(after), Some(before)) if after != before => {
                // It fills the gap between two lines.
                let tail = kept.get_mut(before).and_then(Option::take);
                if let (Some(Some(head)), Some(tail)) = (kept.get_mut(after), tail) {
                    head.line.extend(next.line.into_iter().skip(1));
                    checkpoint(tail.line.len());
                    head.line.extend(tail.line.into_iter().skip(1));
                    ends.remove(&start);
                    starts.remove(&end);
                    if let Some(last) = head.line.last() {
                        ends.insert(key(last), after);
                    }
                }
            }
            (Some(after), _) => {
                if let Some(Some(head)) = kept.get_mut(after) {
                    head.line.extend(next.line.into_iter().skip(1));
                    ends.remove(&start);
                    ends.insert(end, after);
                }
            }
            (None, Some(before)) => {
                if let Some(Some(tail)) = kept.get_mut(before) {
                    let mut line = next.line;
                    checkpoint(tail.line.len());
                    line.extend(tail.line.drain(..).skip(1));
                    tail.line = line;
                    starts.remove(&end);
                    starts.insert(start, before);
                }
            }
            (None, None) => {
                starts.insert(start, kept.len());
                ends.insert(end, kept.len());
                kept.push(Some(next));
            }
        }
    }
    kept.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_street_become_one_line() {
        let piece = |feature: usize, from: f64, to: f64| LabeledLine { line: vec![[from, 0.0], [to, 0.0]], feature };
        let lines =
            vec![piece(0, 0.0, 1.0), piece(1, 2.0, 3.0), piece(2, 1.0, 2.0), piece(3, 3.0, 4.0), piece(4, 9.0, 0.0)];
        let text = |feature: usize| Some(usize::from(feature == 3));
        let merged = merged(lines, text);
        assert_eq!(merged.len(), 2);
        assert_eq!(merged[0].line.iter().map(|p| p[0]).collect::<Vec<_>>(), [9.0, 0.0, 1.0, 2.0, 3.0]);
        assert_eq!(merged[1].feature, 3);
    }
}
