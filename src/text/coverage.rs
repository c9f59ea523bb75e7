//! The character coverage of a face.

/// A set of code points as sorted, disjoint, inclusive ranges.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    ranges: Vec<(u32, u32)>,
}

impl Coverage {
    /// The set of `code_points`, which may be in any order.
    pub(super) fn of(code_points: impl Iterator<Item = u32>) -> Self {
        let mut sorted: Vec<u32> = code_points.collect();
        sorted.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for c in sorted {
            match ranges.last_mut() {
                Some((_, end)) if c <= end.saturating_add(1) => *end = c,
                _ => ranges.push((c, c)),
            }
        }
        ranges.shrink_to_fit();
        Self { ranges }
    }

    /// Whether `c` is in the set.
    pub(super) fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        let after = self.ranges.partition_point(|(start, _)| *start <= c);
        after.checked_sub(1).and_then(|i| self.ranges.get(i)).is_some_and(|(_, end)| c <= *end)
    }
}
