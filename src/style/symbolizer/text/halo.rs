//! How halos are drawn.

use super::keyword::HaloRasterizer;
use crate::style::{BlendMode, Property};

/// How the halos of letters are drawn.
#[derive(Debug, Clone)]
pub struct TextHalo {
    /// The algorithm.
    pub rasterizer: Property<HaloRasterizer>,
    /// How the halo and what is below are mixed.
    pub blend: BlendMode,
}
