//! Definitions: selectors with their rules.

use std::rc::Rc;

use super::{RuleId, key_set::KeySet};
use crate::style::carto::{filter::FilterSetId, syntax::CartoElement};

/// A selector with its rules, those that it inherits included.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) elements: Rc<[CartoElement]>,
    pub(crate) filters: FilterSetId,
    pub(crate) zoom: u32,
    pub(crate) attachment: Option<Rc<str>>,
    /// The numbers of ids, classes and conditions, and the position.
    pub(super) specificity: [u32; 4],
    pub(crate) rules: Vec<RuleId>,
    /// The keys of the rules.
    pub(super) keys: KeySet,
    /// A number for the keys of the rules that others inherit; `None` after it has inherited some itself.
    pub(super) heritage: Option<u32>,
    /// The numbers of those that it has inherited.
    pub(super) inherited: KeySet,
    /// Whether more than one list refers to it, so that it must be copied before it is changed for one of them.
    pub(super) shared: bool,
    /// The state of the filters when its filters were evaluated.
    pub(super) evaluated: Option<u32>,
}

impl Definition {
    /// Whether it is for a layer with this id and these classes.
    pub(crate) fn is_for(&self, id: &str, classes: &[&str]) -> bool {
        self.elements.iter().all(|element| match element {
            CartoElement::Id(name) => **name == *id,
            CartoElement::Class(name) => classes.contains(&&**name),
            CartoElement::Wildcard | CartoElement::Map => false,
        })
    }

    /// Whether it is about the map.
    pub(crate) fn is_map(&self) -> bool {
        matches!(&*self.elements, [CartoElement::Map])
    }
}
