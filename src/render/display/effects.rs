//! Filters of pixels.

use crate::style::ImageFilter;

/// Filters of pixels.
#[derive(Debug, Clone)]
pub struct EffectsItem {
    /// The filters in order.
    pub filters: Vec<ImageFilter>,
    /// The side of the squares that are filtered apart, in device pixels: those of raster tiles, so that a tile has the
    /// same pixels in all pictures. `None` to filter the picture as a whole.
    pub tile: Option<u32>,
}
