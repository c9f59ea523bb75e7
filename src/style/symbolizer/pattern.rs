//! `PolygonPatternSymbolizer` and `LinePatternSymbolizer`.

/// Areas filled with an image.
#[derive(Debug, Clone, Default)]
pub struct PolygonPatternSymbolizer;

/// An image repeated along lines.
#[derive(Debug, Clone, Default)]
pub struct LinePatternSymbolizer;
