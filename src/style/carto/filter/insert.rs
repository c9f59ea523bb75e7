//! Adds filters to sets, and removes those that they make superfluous.

use super::{
    Comparison, FilterArena, FilterId,
    ids::TextId,
    item::Operand,
    set::{FilterSet, Slot},
};
use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Match, NotEqual};

impl FilterArena {
    /// Adds a filter to a set. An error if it contradicts it.
    pub(super) fn insert(&mut self, set: &mut FilterSet, id: FilterId) -> Result<(), ()> {
        let Some(filter) = self.filter(id) else { return Ok(()) };
        let (key, value, operand) = (filter.key_text, filter.value_text, filter.operand.clone());
        let comparison = filter.comparison;
        if self.contradicts(set, key, comparison, &operand) {
            return Err(());
        }
        let slot = |comparison| Slot { key, comparison, value: None };
        let not_equal = Slot { key, comparison: NotEqual, value: Some(value) };
        match comparison {
            Equal => {
                set.entries.retain(|(_, f)| self.filter(*f).is_some_and(|f| f.key_text != key));
                set.put(slot(Equal), id);
            }
            NotEqual => set.put(not_equal, id),
            Match => set.put(Slot { key, comparison: Match, value: Some(value) }, id),
            Greater => set.put(slot(Greater), id),
            Less => {
                self.remove_where(set, key, |own| own >= operand.number);
                set.put(slot(Less), id);
            }
            GreaterOrEqual | LessOrEqual => {
                let up = comparison == GreaterOrEqual;
                self.remove_where(set, key, |own| if up { own < operand.number } else { own > operand.number });
                let strict = if up { Greater } else { Less };
                let count = set.entries.len();
                set.entries.retain(|(s, _)| *s != not_equal);
                if set.entries.len() < count {
                    self.set_comparison(id, strict);
                    set.put(slot(strict), id);
                } else {
                    set.put(slot(comparison), id);
                }
            }
        }
        Ok(())
    }

    fn remove_where(&self, set: &mut FilterSet, key: TextId, superfluous: impl Fn(f64) -> bool) {
        set.entries
            .retain(|(_, f)| self.filter(*f).is_none_or(|f| f.key_text != key || !superfluous(f.operand.number)));
    }

    /// Whether two filters of the same key, one of them `=`, exclude each other.
    fn contradicts(&self, set: &FilterSet, key: TextId, comparison: Comparison, value: &Operand) -> bool {
        let own = |comparison, text| {
            let id = set.get(Slot { key, comparison, value: text })?;
            self.filter(id).map(|f| &f.operand)
        };
        let same = |own: &Operand| match value.leading.is_nan() {
            true => own.text == value.text,
            false => own.number == value.leading,
        };
        match comparison {
            Equal => {
                let empty = set.entries.iter().find(|(s, _)| {
                    s.key == key && s.comparison == NotEqual && s.value.is_some_and(|v| self.is_text(v, ""))
                });
                let not_empty = empty.and_then(|(_, f)| self.filter(*f)).map(|f| &f.operand);
                own(Equal, None).is_some_and(|o| !same(o)) || not_empty.is_some_and(same)
            }
            NotEqual => own(Equal, None).is_some_and(same),
            _ => false,
        }
    }
}
