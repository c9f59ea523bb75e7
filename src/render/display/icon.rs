//! Icons in their place.

use std::sync::Arc;

use super::Halo;
use crate::{image::sprite::SpriteImage, style::Color};

/// An image in its place.
#[derive(Debug, Clone)]
pub struct IconItem {
    /// The image.
    pub image: Arc<SpriteImage>,
    /// The point that it is turned about, in quarter device pixels of the picture.
    pub at: [i32; 2],
    /// Columns and rows of the image, placed relative to that point, before it is turned.
    pub strips: [Vec<ImageStrip>; 2],
    /// Whether image pixels are blended unless they fall on pixels of the picture.
    pub smooth: bool,
    /// Clockwise, in radians.
    pub angle: f64,
    /// 0 to 1.
    pub opacity: f64,
    /// Color of images that are distance fields.
    pub color: Color,
    /// Halo of images that are distance fields.
    pub halo: Option<Halo>,
}

impl IconItem {
    /// Left, top, right, bottom from its point in device pixels, before it is turned.
    pub fn rect(&self) -> Option<[f64; 4]> {
        let [columns, rows] = &self.strips;
        let ends = |strips: &[ImageStrip]| Some((strips.first()?.target[0], strips.last()?.target[1]));
        let ((left, right), (top, bottom)) = (ends(columns)?, ends(rows)?);
        Some([left, top, right, bottom])
    }
}

/// A strip of an image along one axis, and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImageStrip {
    /// From and to, in image pixels.
    pub source: [f64; 2],
    /// From and to, in device pixels from the symbol's point.
    pub target: [f64; 2],
}

impl ImageStrip {
    /// Device pixels per image pixel.
    pub fn scale(&self) -> f64 {
        (self.target[1] - self.target[0]) / (self.source[1] - self.source[0])
    }
}
