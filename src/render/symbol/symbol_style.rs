//! A layer of symbols.

use crate::style::{Layer, layer::SymbolLayer};

/// A layer of symbols, with its properties.
#[derive(Clone, Copy)]
pub(super) struct SymbolStyle<'s> {
    pub layer: &'s Layer,
    pub symbol: &'s SymbolLayer,
}
