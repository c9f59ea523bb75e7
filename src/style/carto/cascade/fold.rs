//! The order of styles, and rules that are never reached.

use super::{AttachmentGroup, DefinitionId, RuleBook};
use crate::style::carto::filter::FilterArena;

/// Sorts the styles of a layer: those whose first rule is last in its style sheet come first.
pub(crate) fn sort_groups(groups: &mut [AttachmentGroup], book: &RuleBook) {
    groups.sort_by_cached_key(|group| {
        let first = group.definitions.iter().flat_map(|id| book.rules_of(*id)).map(|(_, r)| r.declaration.index).min();
        std::cmp::Reverse(first.map_or(u64::MAX, u64::from))
    });
}

/// Removes definitions whose features are all covered by one before.
pub(crate) fn fold(definitions: &mut Vec<DefinitionId>, book: &RuleBook, filters: &mut FilterArena) {
    let mut i = 0;
    while let Some(set) = definitions.get(i).and_then(|id| book.definition(*id)).map(|d| d.filters) {
        for j in (i + 1..definitions.len()).rev() {
            let other = definitions.get(j).and_then(|id| book.definition(*id)).map(|d| d.filters);
            if other.is_some_and(|other| filters.adds_nothing(other, set)) {
                definitions.remove(j);
            }
        }
        i += 1;
    }
}
