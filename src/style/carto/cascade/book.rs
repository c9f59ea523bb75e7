//! All rules and definitions of a project.

use std::rc::Rc;

use ahash::AHashMap;

use super::{Definition, DefinitionId, RuleId, effort::Effort, key_set::KeySet};
use crate::style::carto::{reference::ReferenceTable, syntax::CartoDeclaration};

/// A declaration with the zoom levels that it applies at.
#[derive(Debug)]
pub(crate) struct RuleEntry {
    pub(crate) declaration: Rc<CartoDeclaration>,
    pub(crate) zoom: u32,
    /// The same for all rules with the same zoom levels, instance and name.
    pub(super) key: u32,
    /// The same for all rules of the same symbolizer.
    pub(crate) symbolizer: u32,
    /// The same for all rules with the same name.
    pub(crate) name: u32,
    /// Whether it is about the whole symbolizer, so that other definitions do not inherit it.
    pub(super) whole: bool,
}

/// The rules and definitions. Definitions grow while rules are inherited.
#[derive(Debug, Default)]
pub(crate) struct RuleBook {
    rules: Vec<RuleEntry>,
    pub(super) definitions: Vec<Definition>,
    keys: AHashMap<(u32, u32, u32), u32>,
    texts: AHashMap<Rc<str>, u32>,
    symbolizers: AHashMap<(u32, u32), u32>,
    heritages: AHashMap<KeySet, u32>,
    effort: Effort,
}

impl RuleBook {
    /// Adds a declaration at some zoom levels.
    pub(super) fn add_rule(
        &mut self,
        declaration: &Rc<CartoDeclaration>,
        zoom: u32,
        reference: &ReferenceTable,
        keeps_whole: bool,
    ) -> RuleId {
        let property = reference.property(&declaration.name);
        let name = self.text(&declaration.name);
        let instance = declaration.instance.clone().map_or(u32::MAX, |i| self.text(&i));
        let group = self.text(&Rc::from(property.map_or("undefined", |p| p.symbolizer)));
        let next = self.symbolizers.len() as u32;
        let symbolizer = *self.symbolizers.entry((instance, group)).or_insert(next);
        let next = self.keys.len() as u32;
        let key = *self.keys.entry((zoom, instance, name)).or_insert(next);
        let whole = keeps_whole && property.is_some_and(|p| p.xml == "default");
        self.rules.push(RuleEntry { declaration: declaration.clone(), zoom, key, symbolizer, name, whole });
        RuleId(self.rules.len() as u32 - 1)
    }

    fn text(&mut self, text: &Rc<str>) -> u32 {
        if let Some(id) = self.texts.get(text) {
            return *id;
        }
        let id = self.texts.len() as u32;
        self.texts.insert(text.clone(), id);
        id
    }

    /// Takes steps of those that compiling may take. False if there are none left.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        self.effort.spend(steps)
    }

    /// Whether there may be more definitions, which takes a step.
    pub(super) fn may_grow(&self) -> bool {
        self.effort.allows(self.definitions.len())
    }

    /// A number for a set of keys.
    pub(super) fn heritage(&mut self, keys: KeySet) -> u32 {
        let next = self.heritages.len() as u32;
        *self.heritages.entry(keys).or_insert(next)
    }

    /// A rule.
    pub(crate) fn rule(&self, id: RuleId) -> Option<&RuleEntry> {
        self.rules.get(id.0 as usize)
    }

    /// Adds a definition.
    pub(super) fn add_definition(&mut self, definition: Definition) -> DefinitionId {
        self.definitions.push(definition);
        DefinitionId(self.definitions.len() as u32 - 1)
    }

    /// A definition.
    pub(crate) fn definition(&self, id: DefinitionId) -> Option<&Definition> {
        self.definitions.get(id.0 as usize)
    }

    /// A definition.
    pub(crate) fn definition_mut(&mut self, id: DefinitionId) -> Option<&mut Definition> {
        self.definitions.get_mut(id.0 as usize)
    }

    /// The rules of a definition.
    pub(crate) fn rules_of(&self, id: DefinitionId) -> impl Iterator<Item = (RuleId, &RuleEntry)> {
        let ids = self.definition(id).map_or(&[][..], |d| d.rules.as_slice());
        ids.iter().filter_map(|id| Some((*id, self.rule(*id)?)))
    }

    /// Whether `from` has a rule that `to` would inherit.
    pub(super) fn would_inherit(&self, to: DefinitionId, from: DefinitionId) -> bool {
        let (Some(to), Some(heritage)) = (self.definition(to), self.definition(from).map(|d| d.heritage)) else {
            return false;
        };
        !heritage.is_some_and(|heritage| to.inherited.contains(heritage))
            && self.rules_of(from).any(|(_, rule)| !rule.whole && !to.keys.contains(rule.key))
    }

    /// Adds the rules of `from` to `to`, except those that it has already.
    pub(super) fn inherit_rules(&mut self, to: DefinitionId, from: DefinitionId) {
        let Ok([to, from]) = self.definitions.get_disjoint_mut([to.0 as usize, from.0 as usize]) else { return };
        if from.heritage.is_some_and(|heritage| !to.inherited.insert(heritage)) {
            return;
        }
        for id in &from.rules {
            let Some(rule) = self.rules.get(id.0 as usize).filter(|r| !r.whole) else { continue };
            if to.keys.insert(rule.key) {
                to.rules.push(*id);
                // others inherit more from it now
                to.heritage = None;
            }
        }
    }
}
