//! Turns nested blocks into definitions.

use std::rc::Rc;

use super::{Definition, DefinitionId, RuleBook, key_set::KeySet};
use crate::{
    diagnostic::{Code, Diagnostic},
    style::carto::{
        evaluate::Evaluator,
        filter::{FilterArena, FilterSetId, Merge},
        syntax::{CartoBlock, CartoDeclaration, CartoElement, SheetItem},
        zoom::{ALL_ZOOMS, evaluate_zoom},
    },
};

/// How many selectors the nested blocks of a project may have.
const MAX_SELECTORS: usize = 200_000;

/// A selector with those of the blocks around it.
#[derive(Debug, Clone)]
struct FullSelector {
    elements: Rc<[CartoElement]>,
    filters: FilterSetId,
    zoom: u32,
    attachment: Option<Rc<str>>,
    conditions: u32,
    index: u32,
}

/// What is needed to flatten a style sheet.
struct Flattener<'f, 'e> {
    book: &'f mut RuleBook,
    filters: &'f mut FilterArena,
    evaluator: &'f mut Evaluator<'e>,
    /// Selectors; blocks share those to which they add nothing.
    selectors: Vec<FullSelector>,
    result: Vec<DefinitionId>,
}

/// The definitions of a style sheet, the most specific first. Its variables are added to the others.
pub(crate) fn flatten(
    items: &[SheetItem],
    book: &mut RuleBook,
    filters: &mut FilterArena,
    evaluator: &mut Evaluator<'_>,
) -> Vec<DefinitionId> {
    for item in items {
        if let SheetItem::Declaration(declaration) = item {
            evaluator.variables.define(declaration);
        }
    }
    let mut flattener = Flattener { book, filters, evaluator, selectors: Vec::new(), result: Vec::new() };
    for item in items {
        if let SheetItem::Block(block) = item {
            flattener.block(block, None);
        }
    }
    let mut result = flattener.result;
    result.sort_by_key(|id| std::cmp::Reverse(book.definition(*id).map(|d| d.specificity)));
    result
}

impl Flattener<'_, '_> {
    fn block(&mut self, block: &CartoBlock, parents: Option<&[usize]>) {
        let selectors = self.full_selectors(block, parents);
        let mut declarations = Vec::new();
        for item in &block.items {
            match item {
                SheetItem::Block(inner) => self.block(inner, Some(&selectors)),
                SheetItem::Declaration(declaration) => declarations.push(declaration),
                SheetItem::Invalid => {}
            }
        }
        for id in selectors {
            let Some(selector) = self.selectors.get_mut(id) else { continue };
            if let Some(first) = declarations.first() {
                selector.index = first.index;
            }
            let selector = selector.clone();
            self.define(&selector, &declarations);
        }
    }

    /// The selectors of a block, each within each of those around it.
    fn full_selectors(&mut self, block: &CartoBlock, parents: Option<&[usize]>) -> Vec<usize> {
        let mut result = Vec::new();
        for written in &block.selectors {
            let zoom = written.zooms.iter().fold(ALL_ZOOMS, |all, test| all & evaluate_zoom(test, self.evaluator));
            let own = FullSelector {
                elements: written.elements.clone().into(),
                filters: written.filters,
                zoom,
                attachment: written.attachment.clone(),
                conditions: written.conditions,
                index: written.index,
            };
            // a block whose parents all contradict it is read as if it had none
            let Some(parents) = parents.filter(|p| !p.is_empty()) else {
                result.push(self.add(own));
                continue;
            };
            for id in parents {
                let Some(parent) = self.selectors.get(*id).cloned() else { continue };
                if self.selectors.len() >= MAX_SELECTORS {
                    self.evaluator.report(
                        Diagnostic::error(Code::TooLarge, block.span, "the nested blocks have too many selectors")
                            .cause(format!("together, they would be more than {MAX_SELECTORS}"))
                            .help("shorten the lists of selectors"),
                    );
                    return result;
                }
                match self.filters.merge(parent.filters, own.filters) {
                    Merge::Contradiction => {}
                    Merge::Same
                        if parent.zoom == parent.zoom & own.zoom
                            && parent.attachment == own.attachment
                            && parent.elements == own.elements =>
                    {
                        result.push(*id);
                    }
                    Merge::Same => result.push(self.add(within(&parent, &own, parent.filters))),
                    Merge::Both(filters) => result.push(self.add(within(&parent, &own, filters))),
                }
            }
        }
        result
    }

    fn add(&mut self, selector: FullSelector) -> usize {
        self.selectors.push(selector);
        self.selectors.len() - 1
    }

    fn define(&mut self, selector: &FullSelector, declarations: &[&Rc<CartoDeclaration>]) {
        let version = self.evaluator.version;
        let (mut keys, mut heritage) = (KeySet::default(), KeySet::default());
        let mut rules = Vec::with_capacity(declarations.len());
        for declaration in declarations {
            let whole = version.has_whole_symbolizers();
            let id = self.book.add_rule(declaration, selector.zoom, self.evaluator.reference, whole);
            if let Some(rule) = self.book.rule(id) {
                keys.insert(rule.key);
                if !rule.whole {
                    heritage.insert(rule.key);
                }
            }
            rules.push(id);
        }
        let count = |test: fn(&CartoElement) -> bool| selector.elements.iter().filter(|e| test(e)).count() as u32;
        let specificity = [
            count(|e| matches!(e, CartoElement::Id(_))),
            count(|e| matches!(e, CartoElement::Class(_))),
            selector.conditions,
            selector.index,
        ];
        let heritage = Some(self.book.heritage(heritage));
        let id = self.book.add_definition(Definition {
            elements: selector.elements.clone(),
            filters: selector.filters,
            zoom: selector.zoom,
            attachment: selector.attachment.clone(),
            specificity,
            rules,
            keys,
            heritage,
            inherited: KeySet::default(),
            shared: true,
            evaluated: None,
        });
        self.result.push(id);
    }
}

/// A selector within another.
fn within(parent: &FullSelector, own: &FullSelector, filters: FilterSetId) -> FullSelector {
    FullSelector {
        elements: match own.elements.is_empty() {
            true => parent.elements.clone(),
            false => parent.elements.iter().chain(own.elements.iter()).cloned().collect(),
        },
        filters,
        zoom: parent.zoom & own.zoom,
        attachment: match (&parent.attachment, &own.attachment) {
            (Some(outer), Some(inner)) => Some(format!("{outer}/{inner}").into()),
            (outer, inner) => inner.clone().or_else(|| outer.clone()),
        },
        conditions: parent.conditions + own.conditions,
        index: own.index,
    }
}
