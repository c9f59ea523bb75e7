//! `LineSymbolizer`.

/// Stroked lines.
#[derive(Debug, Clone, Default)]
pub struct LineSymbolizer;
