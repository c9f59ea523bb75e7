//! Finds the sets of filters that may hold together with another, without comparing each with each.

use ahash::AHashMap;

use super::{DefinitionId, RuleBook};
use crate::style::carto::filter::{ExactKey, ExactValue, FilterArena, FilterSetId};

/// A key is looked up if at least one of so many definitions demands a value of it.
const RARE: usize = 8;

/// The places of some definitions in their list by the values that their filters demand.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    places: AHashMap<(ExactKey, ExactValue), Vec<u32>>,
    /// For each key that is not rare, the definitions that demand no value of it.
    free: AHashMap<ExactKey, Vec<u32>>,
    count: u32,
}

impl Candidates {
    /// Reads the filters of definitions.
    pub(super) fn of(definitions: &[DefinitionId], book: &RuleBook, filters: &FilterArena) -> Self {
        let mut all = Self { count: definitions.len() as u32, ..Self::default() };
        let mut keys: AHashMap<ExactKey, Vec<u32>> = AHashMap::new();
        for (place, id) in (0..).zip(definitions) {
            let Some(definition) = book.definition(*id) else { continue };
            for (key, value) in filters.exact_values(definition.filters) {
                all.places.entry((key, value)).or_default().push(place);
                keys.entry(key).or_default().push(place);
            }
        }
        keys.retain(|_, places| places.len() * RARE >= definitions.len());
        for (key, places) in keys {
            let mut demanding = places.into_iter().peekable();
            let free = (0..all.count).filter(|place| demanding.next_if_eq(place).is_none()).collect();
            all.free.insert(key, free);
        }
        all
    }

    fn at(&self, key: ExactKey, value: ExactValue) -> &[u32] {
        self.places.get(&(key, value)).map_or(&[], Vec::as_slice)
    }

    /// The places after `after` of the definitions that do not demand another value than `set` does, in order.
    pub(super) fn compatible(&self, set: FilterSetId, after: usize, filters: &FilterArena) -> Vec<u32> {
        let first = after as u32 + 1;
        let exact = filters.exact_values(set).filter(|(_, value)| *value != ExactValue::Vague);
        let lists = exact.filter_map(|(key, value)| {
            Some([self.free.get(&key)?.as_slice(), self.at(key, value), self.at(key, ExactValue::Vague)])
        });
        let Some(best) = lists.min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>()) else {
            return (first..self.count).collect();
        };
        let later = best.iter().filter_map(|list| list.get(list.partition_point(|place| *place < first)..));
        let mut places: Vec<u32> = later.flatten().copied().collect();
        places.sort_unstable();
        places
    }

    /// The places after `after` of the definitions that demand the same as `set`, or may.
    pub(super) fn covered(&self, set: FilterSetId, after: usize, filters: &FilterArena) -> Vec<u32> {
        let first = after as u32 + 1;
        let exact = filters.exact_values(set).filter(|(_, value)| *value != ExactValue::Vague);
        let lists = exact.map(|(key, value)| (self.at(key, value), self.at(key, ExactValue::Vague)));
        let Some((same, vague)) = lists.min_by_key(|(same, vague)| same.len() + vague.len()) else {
            return (first..self.count).collect();
        };
        let mut places: Vec<u32> = same.iter().chain(vague).copied().filter(|place| *place >= first).collect();
        places.sort_unstable();
        places
    }
}
