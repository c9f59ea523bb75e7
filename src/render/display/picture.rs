//! Positioned vector pictures.

use std::sync::Arc;

use crate::image::vector::VectorPicture;

/// A positioned vector picture.
#[derive(Debug, Clone)]
pub struct PictureItem {
    /// The picture.
    pub picture: Arc<VectorPicture>,
    /// Affine transformation from units of the picture to device pixels: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub transform: [f64; 6],
    /// Opacity of the whole picture, 0 to 1.
    pub opacity: f64,
}
