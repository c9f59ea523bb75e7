//! Whether a property may have a value.

use super::emitter::Emitter;
use crate::style::carto::{
    number::round_half_up,
    reference::{CartoProperty, ValueType},
    value::{NodeKind, NodeRef},
};

impl Emitter<'_, '_> {
    /// Whether the property may have this value. Numbers that must be integers are rounded.
    pub(super) fn is_valid(&mut self, property: &CartoProperty, items: &[NodeRef]) -> bool {
        let Some(first) = items.first() else { return false };
        if let Some(word) = first.keyword() {
            return match &property.value_type {
                ValueType::Choice(words) => words.contains(&word),
                ValueType::Single("string") => true,
                _ => property.default_word == word,
            };
        }
        match &property.value_type {
            _ if first.is_undefined() => true,
            ValueType::Numbers => items.iter().all(|item| item.type_name() == "float"),
            ValueType::Tags => match &first.kind {
                NodeKind::Sequence(stops) | NodeKind::List(stops) => stops.iter().all(|s| s.type_name() == "tag"),
                _ => first.type_name() == "tag",
            },
            ValueType::Functions => first.type_name() == "string" || items.iter().all(|i| are_functions(property, i)),
            ValueType::Unsigned => self.round(first),
            _ if property.expression => true,
            ValueType::Single(name) if property.font => items.iter().any(|item| item.type_name() == *name),
            ValueType::Single(name) => first.type_name() == *name,
            ValueType::Choice(_) => false,
        }
    }

    fn round(&mut self, node: &NodeRef) -> bool {
        let NodeKind::Dimension(dimension) = &node.kind else { return false };
        let number = dimension.number.get();
        let rounded = round_half_up(number);
        if rounded != number {
            dimension.number.set(rounded);
            self.evaluator.rounded += 1;
        }
        true
    }
}

/// Whether calls next to each other are known and have the right number of arguments. Single ones have been checked.
fn are_functions(property: &CartoProperty, node: &NodeRef) -> bool {
    match &node.kind {
        NodeKind::Sequence(items) | NodeKind::List(items) => items.iter().all(|item| {
            let NodeKind::Call(call) = &item.kind else { return false };
            let known = property.functions.iter().find(|(name, _)| *name == call.name);
            known.is_some_and(|(_, count)| *count == -1 || *count as usize == call.arguments.len())
        }),
        NodeKind::Keyword(_) | NodeKind::Quoted(_) | NodeKind::Field(_) | NodeKind::Literal(_) | NodeKind::Url(_) => {
            false
        }
        _ => true,
    }
}
