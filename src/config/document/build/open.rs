//! Collections that are not closed yet.

use crate::{
    config::document::{Entry, Node},
    diagnostic::Span,
};

/// A collection that is not closed yet.
pub(super) struct OpenCollection {
    pub(super) start: Span,
    pub(super) anchor: usize,
    pub(super) items: OpenItems,
}

/// What an open collection has so far.
pub(super) enum OpenItems {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, merges: Vec<Node>, key: Option<(String, Span)>, odd_key: bool },
}
