//! `RasterSymbolizer`.

use crate::style::{BlendMode, Property};

/// Raster tiles.
#[derive(Debug, Clone)]
pub struct RasterSymbolizer {
    /// Opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// Whether pixels are sampled by nearest neighbor instead of being interpolated.
    pub nearest: bool,
    /// How it is mixed with what is below.
    pub blend: BlendMode,
}
