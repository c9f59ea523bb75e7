//! Raster images.

use std::sync::Arc;

use crate::{image::Bitmap, render::geometry::ClipRect};

/// An image, or a part of one.
#[derive(Debug, Clone)]
pub struct RasterItem {
    /// The image.
    pub image: Arc<Bitmap>,
    /// Affine transformation from image pixels to device pixels: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub transform: [f64; 6],
    /// The part of the picture that the image fills.
    pub shape: RasterShape,
    /// Opacity, 0 to 1.
    pub opacity: f64,
    /// Whether pixels are sampled by nearest neighbor instead of being interpolated.
    pub nearest: bool,
}

/// The part of the picture that an image fills, in device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RasterShape {
    /// The rectangle of a tile.
    Rect(ClipRect),
    /// One of the two triangles of an image with four arbitrary corners.
    Triangle([[f64; 2]; 3]),
}
