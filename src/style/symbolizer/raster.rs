//! `RasterSymbolizer`.

/// Raster tiles.
#[derive(Debug, Clone, Default)]
pub struct RasterSymbolizer;
