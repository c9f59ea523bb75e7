//! Values that evaluate to themselves.

use crate::style::carto::value::{NodeKind, NodeRef, Unit};

/// The kind of a value without variables whose text tells it from all others of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum PlainKind {
    Text,
    Number,
}

impl PlainKind {
    /// The kind of a value; `None` if it is not plain.
    pub(super) fn of(value: &NodeRef) -> Option<Self> {
        match &value.kind {
            NodeKind::Quoted(_) => Some(Self::Text),
            NodeKind::Dimension(dimension) if dimension.unit.get() == Unit::None => Some(Self::Number),
            NodeKind::Sequence(items) => match items.as_slice() {
                [item] => Self::of(item),
                _ => None,
            },
            _ => None,
        }
    }
}
