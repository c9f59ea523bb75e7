//! The order of styles, and rules that are never reached.

use super::{AttachmentGroup, DefinitionId, RuleBook, candidates::Candidates};
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
    let sets: Vec<_> = definitions.iter().filter_map(|id| book.definition(*id)).map(|d| d.filters).collect();
    let candidates = Candidates::of(definitions, book, filters);
    let mut covered = vec![false; sets.len()];
    for (i, set) in sets.iter().enumerate() {
        if covered.get(i) != Some(&false) {
            continue;
        }
        // a set that may change filters is compared with all others
        let places = match filters.may_change(*set) {
            true => (i as u32 + 1..sets.len() as u32).collect::<Vec<_>>(),
            false => candidates.covered(*set, i, filters),
        };
        if !book.spend(places.len()) {
            return;
        }
        for j in places.into_iter().rev() {
            let (Some(other), Some(covered)) = (sets.get(j as usize), covered.get_mut(j as usize)) else { continue };
            *covered = *covered || filters.adds_nothing(*other, *set);
        }
    }
    let mut covered = covered.into_iter();
    definitions.retain(|_| covered.next() != Some(true));
}
