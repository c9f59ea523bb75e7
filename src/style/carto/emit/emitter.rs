//! The state of writing styles.

use std::{collections::HashMap, rc::Rc};

use super::fonts::FontSets;
use crate::style::carto::{
    cascade::RuleBook,
    evaluate::Evaluator,
    filter::{Comparison, FilterArena, FilterId},
    syntax::CartoDeclaration,
    value::NodeRef,
};

/// Writes the styles of a project.
pub(crate) struct Emitter<'e, 'd> {
    pub(crate) book: &'e RuleBook,
    pub(crate) filters: &'e FilterArena,
    pub(crate) evaluator: &'e mut Evaluator<'d>,
    pub(crate) fonts: &'e mut FontSets,
    pub(crate) cache: &'e mut EmitCache,
}

/// What has been evaluated already.
#[derive(Debug, Default)]
pub(crate) struct EmitCache {
    declarations: HashMap<*const CartoDeclaration, Evaluated>,
    pub(super) conditions: HashMap<(FilterId, Comparison, u32), String>,
}

/// A declaration with its evaluated value.
#[derive(Debug, Clone)]
pub(crate) struct Evaluated {
    /// The values with commas between them.
    pub(super) items: Rc<[NodeRef]>,
    /// Whether the property may have this value.
    pub(super) valid: bool,
    /// The number of roundings at that time.
    rounded: u32,
}

impl EmitCache {
    pub(super) fn get(&self, declaration: &Rc<CartoDeclaration>, rounded: u32) -> Option<Evaluated> {
        self.declarations.get(&Rc::as_ptr(declaration)).filter(|e| e.rounded == rounded).cloned()
    }

    pub(super) fn put(
        &mut self,
        declaration: &Rc<CartoDeclaration>,
        items: Rc<[NodeRef]>,
        valid: bool,
        rounded: u32,
    ) -> Evaluated {
        let evaluated = Evaluated { items, valid, rounded };
        self.declarations.insert(Rc::as_ptr(declaration), evaluated.clone());
        evaluated
    }
}
