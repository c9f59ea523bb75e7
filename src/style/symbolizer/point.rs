//! `PointSymbolizer`.

/// An image at one point of a feature.
#[derive(Debug, Clone, Default)]
pub struct PointSymbolizer;
