//! Whether a filter can be added to a set.

use std::cmp::Ordering;

use super::{
    CartoFilter, Comparison, FilterArena,
    item::Operand,
    set::{FilterSet, Slot},
};
use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};

impl FilterArena {
    /// `Some(true)` if the filter can be added to the set, `Some(false)` if it contradicts it, `None` if it is fulfilled
    /// anyway.
    pub(super) fn fits(&self, set: &FilterSet, filter: &CartoFilter) -> Option<bool> {
        let key = filter.key_text;
        if filter.comparison == Comparison::Match || !set.entries.iter().any(|(slot, _)| slot.key == key) {
            return Some(true);
        }
        let get = |comparison| {
            let id = set.get(Slot { key, comparison, value: None })?;
            self.filter(id).map(|f| &f.operand)
        };
        let value = &filter.operand;
        let has_not_equal = || {
            if !set.entries.iter().any(|(slot, _)| slot.key == key && slot.comparison == NotEqual) {
                return false;
            }
            // the value is compared as the number that it looks like
            let normal = if value.numeric {
                crate::style::carto::number::number_text(value.leading)
            } else {
                value.text.clone()
            };
            set.entries.iter().any(|(slot, _)| {
                slot.key == key && slot.comparison == NotEqual && slot.value.is_some_and(|v| self.is_text(v, &normal))
            })
        };
        let is = |comparison, orders: &[Ordering]| {
            get(comparison).is_some_and(|own| order(own, value).is_some_and(|o| orders.contains(&o)))
        };
        let (below, same, above) = (Ordering::Less, Ordering::Equal, Ordering::Greater);
        // Whether no value that the set accepts is equal to the new one.
        let excludes = || {
            let null = |comparison| value.null && get(comparison).is_some();
            has_not_equal()
                || is(Greater, &[same, above])
                || null(Greater)
                || is(Less, &[same, below])
                || null(Less)
                || is(GreaterOrEqual, &[above])
                || null(GreaterOrEqual)
                || is(LessOrEqual, &[below])
                || null(LessOrEqual)
        };
        match filter.comparison {
            Equal => {
                if let Some(own) = get(Equal) {
                    return if same_value(own, value) { None } else { Some(false) };
                }
                Some(!excludes())
            }
            NotEqual => {
                if let Some(own) = get(Equal) {
                    return if same_value(own, value) { Some(false) } else { None };
                }
                if excludes() { None } else { Some(true) }
            }
            Greater | GreaterOrEqual | Less | LessOrEqual => {
                // the orders of the value in the set against the new value that contradict it
                let (wrong, opposites, kin): (&[Ordering], [&[Ordering]; 2], [&[Ordering]; 2]) = match filter.comparison
                {
                    Greater => (&[below, same], [&[below, same], &[below, same]], [&[same, above], &[above]]),
                    GreaterOrEqual => (&[below], [&[below, same], &[below]], [&[same, above], &[same, above]]),
                    Less => (&[same, above], [&[same, above], &[same, above]], [&[below, same], &[below]]),
                    _ => (&[above], [&[same, above], &[above]], [&[below, same], &[below, same]]),
                };
                if let Some(own) = get(Equal) {
                    return if own.null || is(Equal, wrong) { Some(false) } else { None };
                }
                let up = matches!(filter.comparison, Greater | GreaterOrEqual);
                let (against, with) = if up {
                    ([Less, LessOrEqual], [Greater, GreaterOrEqual])
                } else {
                    ([Greater, GreaterOrEqual], [Less, LessOrEqual])
                };
                if against.iter().zip(opposites).any(|(c, orders)| is(*c, orders)) {
                    return Some(false);
                }
                if with.iter().zip(kin).any(|(c, orders)| is(*c, orders)) { None } else { Some(true) }
            }
            Comparison::Match => Some(true),
        }
    }
}

/// The order of a value in a set and a new one: of numbers if the new one looks like one, or of texts.
fn order(own: &Operand, value: &Operand) -> Option<Ordering> {
    match value.numeric {
        true => own.number.partial_cmp(&value.leading),
        false => Some(own.text.encode_utf16().cmp(value.text.encode_utf16())),
    }
}

fn same_value(own: &Operand, value: &Operand) -> bool {
    if value.numeric { own.number == value.leading } else { own.text == value.text }
}
