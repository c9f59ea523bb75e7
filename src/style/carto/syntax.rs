//! The syntax tree of a style sheet.

use std::rc::Rc;

use super::{filter::Comparison, filter::FilterSetId, value::NodeRef};
use crate::diagnostic::Span;

/// What may be in a style sheet or in braces.
#[derive(Debug)]
pub(super) enum SheetItem {
    Declaration(Rc<CartoDeclaration>),
    Block(CartoBlock),
    /// Something that cannot be read, which has been reported.
    Invalid,
}

/// `name: value;`
#[derive(Debug)]
pub(super) struct CartoDeclaration {
    /// The property or variable.
    pub(super) name: Rc<str>,
    /// What is before the `/`.
    pub(super) instance: Option<Rc<str>>,
    /// The value, which is a list.
    pub(super) value: NodeRef,
    /// The position in its style sheet.
    pub(super) index: u32,
    /// The place of the name.
    pub(super) name_span: Span,
    /// The place of the declaration without the semicolon.
    pub(super) span: Span,
}

impl CartoDeclaration {
    /// Whether it defines a variable.
    pub(super) fn is_variable(&self) -> bool {
        self.name.starts_with('@')
    }
}

/// Selectors with what is in the braces after them.
#[derive(Debug)]
pub(super) struct CartoBlock {
    pub(super) selectors: Vec<CartoSelector>,
    pub(super) items: Vec<SheetItem>,
    /// The place of the selectors.
    pub(super) span: Span,
}

/// A selector as written.
#[derive(Debug)]
pub(super) struct CartoSelector {
    pub(super) elements: Vec<CartoElement>,
    pub(super) filters: FilterSetId,
    pub(super) zooms: Vec<ZoomTest>,
    pub(super) attachment: Option<Rc<str>>,
    /// The number of filters and zooms.
    pub(super) conditions: u32,
    /// The position in its style sheet that decides about equals.
    pub(super) index: u32,
}

/// A part of a selector that names layers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum CartoElement {
    /// `#id`
    Id(Rc<str>),
    /// `.class`
    Class(Rc<str>),
    /// `*`, which matches nothing in carto, contrary to its documentation.
    Wildcard,
    /// `Map`
    Map,
}

/// `[zoom >= 5]`
#[derive(Debug)]
pub(super) struct ZoomTest {
    pub(super) comparison: Comparison,
    pub(super) value: NodeRef,
    pub(super) span: Span,
}
