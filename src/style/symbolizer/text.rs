//! `TextSymbolizer`.

/// Text.
#[derive(Debug, Clone, Default)]
pub struct TextSymbolizer;
