//! Images.

use std::sync::Arc;

use crate::{image::Bitmap, render::geometry::ClipRect};

/// An image, or a part of one.
#[derive(Debug, Clone)]
pub struct RasterItem {
    /// The image.
    pub image: Arc<Bitmap>,
    /// From image pixels to device pixels: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub transform: [f64; 6],
    /// The part of the picture that it fills.
    pub shape: RasterShape,
    /// 0 to 1.
    pub opacity: f64,
    /// Whether pixels stay square instead of being smoothed.
    pub nearest: bool,
}

/// The part of a picture that an image fills, in device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RasterShape {
    /// A tile.
    Rect(ClipRect),
    /// Half of an image between four corners.
    Triangle([[f64; 2]; 3]),
}
