//! Merges filter sets.

use super::{Comparison, FilterArena, FilterId, FilterSetId, set::FilterSet};

/// The result of adding one set to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// They cannot be fulfilled together.
    Contradiction,
    /// The other adds nothing.
    Same,
    /// The set with both.
    Both(FilterSetId),
}

impl FilterArena {
    /// The set without filters.
    pub(crate) fn empty_set(&mut self) -> FilterSetId {
        self.intern(FilterSet::default())
    }

    /// The filters of a set.
    pub(crate) fn members(&self, set: FilterSetId) -> impl Iterator<Item = FilterId> + '_ {
        self.sets.get(set.0 as usize).into_iter().flat_map(|s| s.entries.iter().map(|(_, f)| *f))
    }

    /// A number that is the same for all sets of filters with the same texts in any order.
    pub(crate) fn set_key(&self, set: FilterSetId) -> u32 {
        self.sets.get(set.0 as usize).map_or(u32::MAX, |s| s.key)
    }

    /// The set of all filters of `set` and `other`.
    pub(crate) fn merge(&mut self, set: FilterSetId, other: FilterSetId) -> Merge {
        let (Some(own), Some(added)) = (self.sets.get(set.0 as usize), self.sets.get(other.0 as usize)) else {
            return Merge::Same;
        };
        let mut nothing = true;
        for (_, id) in &added.entries {
            match self.filter(*id).and_then(|f| self.fits(own, f)) {
                Some(false) => return Merge::Contradiction,
                Some(true) => nothing = false,
                None => {}
            }
        }
        if nothing {
            return Merge::Same;
        }
        // contradictions are found faster than remembered; new sets are remembered
        if let Some(both) = self.merged.get(&(set, other)) {
            return Merge::Both(*both);
        }
        let before = self.filters_changed();
        let both = self.both(set, other);
        if before == self.filters_changed() {
            self.merged.insert((set, other), both);
        }
        Merge::Both(both)
    }

    /// Whether `other` adds nothing to `set`.
    pub(crate) fn adds_nothing(&mut self, set: FilterSetId, other: FilterSetId) -> bool {
        let (Some(own), Some(added)) = (self.sets.get(set.0 as usize), self.sets.get(other.0 as usize)) else {
            return true;
        };
        let (mut nothing, mut changes) = (true, false);
        for (_, id) in &added.entries {
            let Some(filter) = self.filter(*id) else { continue };
            match self.fits(own, filter) {
                Some(false) => return false,
                Some(true) => nothing = false,
                None => continue,
            }
            changes |= filter.comparison.may_become_strict()
                && own.entries.iter().any(|(s, _)| s.key == filter.key_text && s.comparison == Comparison::NotEqual);
        }
        if changes {
            // merging changes the filter, which others see
            self.merge(set, other);
        }
        nothing
    }

    fn both(&mut self, set: FilterSetId, other: FilterSetId) -> FilterSetId {
        let (Some(own), Some(added)) = (self.sets.get(set.0 as usize), self.sets.get(other.0 as usize)) else {
            return set;
        };
        let fits = |id: &FilterId| self.filter(*id).and_then(|f| self.fits(own, f)) == Some(true);
        let additions: Vec<FilterId> = added.entries.iter().map(|(_, id)| *id).filter(fits).collect();
        let mut both = own.clone();
        for id in additions {
            // carto leaves out what contradicts here without an error
            let _ = self.insert(&mut both, id);
        }
        self.intern(both)
    }

    /// The set with another filter; an error if they contradict each other.
    pub(crate) fn with(&mut self, set: FilterSetId, filter: FilterId) -> Result<FilterSetId, ()> {
        let mut new = self.sets.get(set.0 as usize).cloned().unwrap_or_default();
        self.insert(&mut new, filter)?;
        Ok(self.intern(new))
    }

    /// The set that results from adding its filters one after the other; an error if they contradict each other.
    pub(crate) fn rebuilt(&mut self, set: FilterSetId) -> Result<FilterSetId, FilterId> {
        let mut new = FilterSet::default();
        for id in self.members(set).collect::<Vec<_>>() {
            self.insert(&mut new, id).map_err(|()| id)?;
        }
        Ok(self.intern(new))
    }
}
