//! Definitions as rules: one for each range of zoom levels with the same declarations.

use std::collections::HashMap;
use std::rc::Rc;

use super::{emitter::Emitter, entities::decoded, mistakes, symbolizer::SymbolizerParts};
use crate::style::{
    carto::{
        cascade::{DefinitionId, RuleEntry},
        filter::{Comparison, FilterId, FilterSetId},
        zoom::{ALL_ZOOMS, scale_range},
    },
    mapnik::{MapnikFilter, MapnikRule},
};

/// The rules of a definition; `None` for one that has nothing to draw.
pub(super) type DefinitionRules = Vec<Option<MapnikRule>>;

impl Emitter<'_, '_> {
    /// The rules of a definition. `open` has the zoom levels at which no definition before with the same filters applies.
    pub(super) fn rules(&mut self, id: DefinitionId, open: &mut HashMap<u32, u32>) -> DefinitionRules {
        let mut result = Vec::new();
        let Some(definition) = self.book.definition(id) else { return result };
        let set = definition.filters;
        let key = self.filters.set_key(set);
        let book = self.book;
        let rules: Vec<&RuleEntry> = book.rules_of(id).map(|(_, rule)| rule).collect();
        let mut existing = *open.entry(key).or_insert(ALL_ZOOMS);
        let mut available = ALL_ZOOMS;
        for (i, rule) in rules.iter().enumerate() {
            if existing & rule.zoom == 0 {
                continue;
            }
            let mut zooms = rule.zoom;
            while zooms != 0 && book.spend(rules.len() - i) {
                let mut current = zooms;
                let symbolizers = collect(rules.get(i..).unwrap_or(&[]), &mut current);
                available &= !current;
                zooms &= available;
                if existing & current != 0 {
                    result.push(self.rule(set, &symbolizers, existing & current));
                    existing &= !current;
                }
            }
        }
        open.insert(key, existing);
        result
    }

    fn rule(&mut self, set: FilterSetId, symbolizers: &[SymbolizerParts], zooms: u32) -> Option<MapnikRule> {
        let (max_scale, min_scale) = scale_range(zooms);
        let filter = self.condition(set);
        let mut order: Vec<&SymbolizerParts> = symbolizers.iter().collect();
        order.sort_by_key(|parts| parts.iter().map(|(_, d)| d.index).min());
        let drawn: Vec<_> = order.into_iter().filter(|parts| self.symbolizer_name(parts) != Some("*")).collect();
        let span = drawn.first().and_then(|parts| parts.first()).map(|(_, d)| d.span);
        let count = drawn.len();
        let symbolizers: Vec<_> = drawn.into_iter().filter_map(|parts| self.symbolizer(parts)).collect();
        let limited = max_scale.is_some() || min_scale.is_some() || filter != MapnikFilter::None;
        (count > 0 && (limited || !symbolizers.is_empty())).then_some(MapnikRule {
            filter,
            min_scale,
            max_scale,
            symbolizers,
            span,
        })
    }

    fn condition(&mut self, set: FilterSetId) -> MapnikFilter {
        let parts: Vec<String> = self.filters.members(set).map(|id| format!("({})", self.comparison(id))).collect();
        if parts.is_empty() { MapnikFilter::None } else { MapnikFilter::Expression(parts.join(" and ")) }
    }

    fn comparison(&mut self, id: FilterId) -> String {
        let Some(filter) = self.filters.filter(id) else { return String::new() };
        // the operator may have changed since the text was made for another layer, and a number may have been rounded
        let state = (id, filter.comparison, self.evaluator.rounded);
        if let Some(known) = self.cache.conditions.get(&state) {
            return known.clone();
        }
        let reference = self.evaluator.reference;
        for word in [filter.key.keyword(), filter.value.keyword()].into_iter().flatten() {
            if !reference.is_filter_word(word) {
                self.evaluator.report(mistakes::filter_word(filter, word, reference));
            }
        }
        let (key, value) = (filter.key.text(false), filter.value.text(filter.value.type_name() == "string"));
        let number = || !crate::style::carto::number::whole_number(&value).is_nan();
        let fits = match filter.comparison {
            Comparison::Match => value.starts_with('\''),
            other => !other.is_numeric() || number() || filter.value.type_name() == "field",
        };
        if !fits && !filter.value.is_undefined() {
            self.evaluator.report(mistakes::filter_operator(filter, &filter.value.text(false)));
        }
        let text = match filter.comparison {
            Comparison::Match => format!("{key}.match({value})"),
            other => format!("{key} {} {value}", other.symbol()),
        };
        let text = text.trim();
        let text = if self.evaluator.version.filters_are_verbatim() { text.to_owned() } else { decoded(text) };
        self.cache.conditions.insert(state, text.clone());
        text
    }
}

/// The declarations that apply at the same zoom levels as the first of `rules`, by symbolizer. `zooms` becomes the levels
/// at which all of them apply.
fn collect(rules: &[&RuleEntry], zooms: &mut u32) -> Vec<SymbolizerParts> {
    let mut ids: Vec<u32> = Vec::new();
    let mut result: Vec<SymbolizerParts> = Vec::new();
    for rule in rules {
        if *zooms & rule.zoom == 0 {
            continue;
        }
        let place = ids.iter().position(|id| *id == rule.symbolizer);
        match place.and_then(|i| result.get_mut(i)) {
            Some(parts) if parts.iter().any(|(name, _)| *name == rule.name) => continue,
            Some(parts) => parts.push((rule.name, Rc::clone(&rule.declaration))),
            None => {
                ids.push(rule.symbolizer);
                result.push(vec![(rule.name, Rc::clone(&rule.declaration))]);
            }
        }
        *zooms &= rule.zoom;
    }
    result
}
