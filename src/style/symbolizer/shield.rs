//! `ShieldSymbolizer`.

/// Text over an image.
#[derive(Debug, Clone, Default)]
pub struct ShieldSymbolizer;
