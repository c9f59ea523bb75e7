//! `DotSymbolizer`.

/// Pixels at points.
#[derive(Debug, Clone, Default)]
pub struct DotSymbolizer;
