//! `PolygonSymbolizer`.

/// Areas filled with a color.
#[derive(Debug, Clone, Default)]
pub struct PolygonSymbolizer;
