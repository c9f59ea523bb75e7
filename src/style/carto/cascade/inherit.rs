//! Inheritance: definitions get the rules of less specific ones, split by their filters.

use std::rc::Rc;

use ahash::AHashMap;

use super::{DefinitionId, RuleBook, candidates::Candidates};
use crate::{
    diagnostic::{Code, Diagnostic},
    style::carto::{
        evaluate::{Evaluator, filter_values},
        filter::{FilterArena, Merge},
    },
};

/// The definitions of a layer with the same attachment, which become a style.
#[derive(Debug)]
pub(crate) struct AttachmentGroup {
    pub(crate) attachment: Option<Rc<str>>,
    pub(crate) definitions: Vec<DefinitionId>,
}

/// The definitions of a layer by attachment. `definitions` are those that apply to it, the most specific first.
pub(crate) fn inherit(
    definitions: &[DefinitionId],
    book: &mut RuleBook,
    filters: &mut FilterArena,
    evaluator: &mut Evaluator<'_>,
) -> Vec<AttachmentGroup> {
    for id in definitions {
        evaluate_filters(*id, book, filters, evaluator);
    }
    let mut groups: Vec<AttachmentGroup> = Vec::new();
    for id in definitions {
        let Some(attachment) = book.definition(*id).map(|d| d.attachment.clone()) else { continue };
        match groups.iter_mut().find(|g| g.attachment == attachment) {
            Some(group) => group.definitions.push(*id),
            None => groups.push(AttachmentGroup { attachment, definitions: vec![*id] }),
        }
    }
    for group in &mut groups {
        group.definitions = inherit_group(&group.definitions, book, filters);
    }
    groups
}

/// Replaces variables in the filters of a definition, which may make some of them superfluous.
fn evaluate_filters(id: DefinitionId, book: &mut RuleBook, filters: &mut FilterArena, evaluator: &mut Evaluator<'_>) {
    let Some(definition) = book.definition_mut(id) else { return };
    if definition.evaluated == Some(filters.filters_changed()) {
        return;
    }
    for filter in filters.members(definition.filters).collect::<Vec<_>>() {
        filter_values(filter, filters, evaluator);
    }
    match filters.rebuilt(definition.filters) {
        Ok(set) => definition.filters = set,
        Err(filter) => {
            // plain filters are shared with other selectors; one that has a variable is of this one
            let all = filters.members(definition.filters).filter_map(|id| filters.filter(id));
            let span = all.filter(|f| !f.plain).last().or(filters.filter(filter)).map(|f| f.span);
            evaluator.report(
                Diagnostic::error(
                    Code::StyleExpression,
                    span,
                    "this filter contradicts another filter of its selector",
                )
                .cause("with the values of the variables, no feature can fulfill both")
                .help("change one of the variables, or remove one of the filters"),
            );
        }
    }
    definition.evaluated = Some(filters.filters_changed());
}

fn inherit_group(definitions: &[DefinitionId], book: &mut RuleBook, filters: &mut FilterArena) -> Vec<DefinitionId> {
    let (mut result, mut by_filters) = (Vec::new(), AHashMap::new());
    let candidates = Candidates::of(definitions, book, filters);
    for (i, id) in definitions.iter().enumerate() {
        let (mut current, mut split) = (vec![*id], Vec::new());
        let set = book.definition(*id).map(|d| d.filters);
        // those that are left out contradict all of `current`, which demand what the first of them does
        let places = set.map_or_else(Vec::new, |set| candidates.compatible(set, i, filters));
        for other in places.into_iter().filter_map(|place| definitions.get(place as usize)) {
            if !book.spend(1) {
                return result;
            }
            add_definition([&mut current, &mut split], *other, &mut by_filters, book, filters);
        }
        for id in &current {
            if let Some(definition) = book.definition_mut(*id) {
                definition.shared = true;
                by_filters.insert(filters.set_key(definition.filters), *id);
            }
        }
        result.append(&mut current);
    }
    result
}

/// Adds the rules of `other` to each definition in `current`, after splitting it where the filters of both hold. `split` is
/// an empty list that is used for the result.
fn add_definition(
    [current, split]: [&mut Vec<DefinitionId>; 2],
    other: DefinitionId,
    by_filters: &mut AHashMap<u32, DefinitionId>,
    book: &mut RuleBook,
    filters: &mut FilterArena,
) {
    let Some(added) = book.definition(other).map(|d| d.filters) else { return };
    for mut id in current.drain(..) {
        let Some(definition) = book.definition(id).filter(|_| book.may_grow()) else { continue };
        match filters.merge(definition.filters, added) {
            Merge::Contradiction => {}
            Merge::Both(both) => {
                let key = filters.set_key(both);
                if let Some(known) = by_filters.get(&key) {
                    // it has inherited everything before already
                    book.inherit_rules(*known, other);
                } else if book.would_inherit(id, other) {
                    let copy = copy(id, book);
                    if let Some(definition) = book.definition_mut(copy) {
                        definition.filters = both;
                        definition.shared = true;
                    }
                    book.inherit_rules(copy, other);
                    by_filters.insert(key, copy);
                    split.push(copy);
                }
            }
            Merge::Same => {
                if definition.shared {
                    id = copy(id, book);
                }
                book.inherit_rules(id, other);
            }
        }
        split.push(id);
    }
    std::mem::swap(current, split);
}

/// A copy of a definition that only one list refers to.
fn copy(id: DefinitionId, book: &mut RuleBook) -> DefinitionId {
    match book.definition(id).cloned() {
        Some(mut definition) => {
            definition.shared = false;
            book.add_definition(definition)
        }
        None => id,
    }
}
