//! Filter sets.

use super::{
    Comparison,
    ids::{FilterId, TextId},
};

/// What a filter is stored as: a set has one for each key and operator, but any number of `!=` and `=~`, which are told
/// apart by their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    pub(super) key: TextId,
    pub(super) comparison: Comparison,
    /// The value of `!=` and `=~`.
    pub(super) value: Option<TextId>,
}

/// Filters that must all be fulfilled, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub(super) struct FilterSet {
    pub(super) entries: Vec<(Slot, FilterId)>,
    /// The same for all sets of filters with the same texts in any order.
    pub(super) key: u32,
}

impl FilterSet {
    /// The filter in a slot.
    pub(super) fn get(&self, slot: Slot) -> Option<FilterId> {
        self.entries.iter().find(|(s, _)| *s == slot).map(|(_, f)| *f)
    }

    /// Puts a filter into a slot: in the place of what is there, or at the end.
    pub(super) fn put(&mut self, slot: Slot, filter: FilterId) {
        match self.entries.iter_mut().find(|(s, _)| *s == slot) {
            Some(entry) => entry.1 = filter,
            None => self.entries.push((slot, filter)),
        }
    }
}
