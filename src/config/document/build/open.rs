//! Collections whose end has not been read.

use crate::{
    config::document::{DocumentNode, MappingEntry},
    diagnostic::Span,
};

/// A collection whose end has not been read.
pub(super) struct OpenCollection {
    pub(super) start: Span,
    pub(super) anchor: usize,
    pub(super) items: OpenItems,
}

/// The content of an open collection so far.
pub(super) enum OpenItems {
    List(Vec<DocumentNode>),
    Map { entries: Vec<MappingEntry>, merges: Vec<DocumentNode>, key: Option<(String, Span)>, odd_key: bool },
}
