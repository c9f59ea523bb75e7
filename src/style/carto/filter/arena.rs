//! All filters and filter sets of a project.

use std::collections::HashMap;

use ahash::AHashMap;

use super::{
    CartoFilter, Comparison, FilterId, FilterSetId, ids::TextId, item::Operand, plain::PlainKind, set::FilterSet,
};
use crate::{
    diagnostic::Span,
    style::carto::value::{NodeKind, NodeRef},
};

/// The filters and filter sets. Equal sets have the same id.
#[derive(Debug, Default)]
pub(crate) struct FilterArena {
    texts: HashMap<String, TextId>,
    pub(super) filters: Vec<CartoFilter>,
    pub(super) sets: Vec<FilterSet>,
    set_ids: AHashMap<Vec<(super::set::Slot, FilterId)>, FilterSetId>,
    keys: HashMap<Vec<TextId>, u32>,
    /// The filters that never change: selectors share them even if they are written more than once.
    plain: AHashMap<(TextId, Comparison, TextId, PlainKind), FilterId>,
    /// The sets that result from merging two sets. Empty after each change of a filter.
    pub(super) merged: AHashMap<(FilterSetId, FilterSetId), FilterSetId>,
    /// The number of changes of filters.
    changes: u32,
}

impl FilterArena {
    /// The id of a text.
    pub(super) fn text(&mut self, text: &str) -> TextId {
        if let Some(id) = self.texts.get(text) {
            return *id;
        }
        let id = TextId(self.texts.len() as u32);
        self.texts.insert(text.to_owned(), id);
        id
    }

    /// Whether the text with this id is `text`.
    pub(super) fn is_text(&self, id: TextId, text: &str) -> bool {
        self.texts.get(text) == Some(&id)
    }

    /// Adds a filter.
    pub(crate) fn add(&mut self, key: NodeRef, comparison: Comparison, value: NodeRef, span: Span) -> FilterId {
        let operand = Operand::new(&value);
        let key_text = key.text(false);
        let text = format!("{key_text}{}{}", comparison.symbol(), operand.text);
        let (key_text, value_text) = (self.text(&key_text), self.text(&operand.text));
        let kind = PlainKind::of(&value).filter(|_| matches!(key.kind, NodeKind::Field(_)));
        let plain =
            kind.filter(|_| !comparison.may_become_strict()).map(|kind| (key_text, comparison, value_text, kind));
        if let Some(known) = plain.and_then(|plain| self.plain.get(&plain)) {
            return *known;
        }
        let id = self.text(&text);
        self.filters.push(CartoFilter {
            key,
            comparison,
            value,
            span,
            evaluated: false,
            plain: plain.is_some(),
            id,
            key_text,
            value_text,
            operand,
        });
        let new = FilterId(self.filters.len() as u32 - 1);
        if let Some(plain) = plain {
            self.plain.insert(plain, new);
        }
        new
    }

    /// A filter.
    pub(crate) fn filter(&self, id: FilterId) -> Option<&CartoFilter> {
        self.filters.get(id.0 as usize)
    }

    /// Replaces key and value by what they evaluate to.
    pub(crate) fn set_evaluated(&mut self, id: FilterId, key: NodeRef, value: NodeRef) {
        let operand = Operand::new(&value);
        let (key_text, value_text) = (self.text(&key.text(false)), self.text(&operand.text));
        if let Some(filter) = self.filters.get_mut(id.0 as usize) {
            (filter.key, filter.value, filter.evaluated) = (key, value, true);
            if filter.key_text != key_text || filter.value_text != value_text || filter.operand.null != operand.null {
                self.merged.clear();
                self.changes += 1;
            }
            (filter.key_text, filter.value_text, filter.operand) = (key_text, value_text, operand);
        }
    }

    /// Changes the operator of a filter, for all sets that it is in.
    pub(super) fn set_comparison(&mut self, id: FilterId, comparison: Comparison) {
        if let Some(filter) = self.filters.get_mut(id.0 as usize) {
            filter.comparison = comparison;
            self.merged.clear();
            self.changes += 1;
        }
    }

    /// The id of a set.
    pub(super) fn intern(&mut self, set: FilterSet) -> FilterSetId {
        if let Some(id) = self.set_ids.get(&set.entries) {
            return *id;
        }
        let mut ids: Vec<TextId> = set.entries.iter().filter_map(|(_, f)| self.filter(*f)).map(|f| f.id).collect();
        ids.sort_unstable();
        let next = self.keys.len() as u32;
        let key = *self.keys.entry(ids).or_insert(next);
        let id = FilterSetId(self.sets.len() as u32);
        self.set_ids.insert(set.entries.clone(), id);
        self.sets.push(FilterSet { key, ..set });
        id
    }

    /// The number of changes of filters so far.
    pub(crate) fn filters_changed(&self) -> u32 {
        self.changes
    }

    /// Reads the values of all filters again, after numbers that they share with declarations were rounded.
    pub(crate) fn refresh(&mut self) {
        for index in 0..self.filters.len() {
            if let Some(filter) = self.filters.get(index).filter(|f| f.evaluated) {
                let (key, value) = (filter.key.clone(), filter.value.clone());
                self.set_evaluated(FilterId(index as u32), key, value);
            }
        }
    }
}
