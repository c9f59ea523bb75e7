//! What `[key = value]` demands, in a form that two filters can be told apart by.

use super::{Comparison, FilterArena, FilterSetId, ids::TextId, item::CartoFilter};

/// A value that a key must have. Two different ones exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ExactValue {
    Text(TextId),
    Number(u64),
    /// One that some numbers and texts are equal to.
    Vague,
}

/// The key of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ExactKey(TextId);

impl ExactValue {
    /// The value of a filter.
    pub(super) fn of(filter: &CartoFilter) -> Self {
        let operand = &filter.operand;
        match operand.numeric {
            // 0 and -0 are equal
            true if operand.number == operand.leading => Self::Number((operand.number + 0.0).to_bits()),
            false if operand.number.is_nan() => Self::Text(filter.value_text),
            _ => Self::Vague,
        }
    }
}

impl FilterArena {
    /// The keys that must have some value in a set, with this value.
    pub(crate) fn exact_values(&self, set: FilterSetId) -> impl Iterator<Item = (ExactKey, ExactValue)> + '_ {
        let entries = self.sets.get(set.0 as usize).map_or(&[][..], |s| s.entries.as_slice());
        let equal = entries.iter().filter(|(slot, _)| slot.comparison == Comparison::Equal);
        equal.filter_map(|(slot, id)| {
            let filter = self.filter(*id)?;
            let same = slot.key == filter.key_text && filter.comparison == Comparison::Equal;
            Some((ExactKey(slot.key), if same { ExactValue::of(filter) } else { ExactValue::Vague }))
        })
    }

    /// Whether merging a set into another may change the operator of a filter.
    pub(crate) fn may_change(&self, set: FilterSetId) -> bool {
        self.members(set).filter_map(|id| self.filter(id)).any(|f| f.comparison.may_become_strict())
    }
}
