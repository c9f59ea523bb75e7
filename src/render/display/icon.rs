//! Positioned icons.

use std::sync::Arc;

use super::Halo;
use crate::{image::sprite::SpriteImage, style::Color};

/// A positioned image.
#[derive(Debug, Clone)]
pub struct IconItem {
    /// The image.
    pub image: Arc<SpriteImage>,
    /// The point that the image is rotated about, in quarter device pixels of the picture.
    pub at: [i32; 2],
    /// Columns and rows of the image, positioned relative to that point before the rotation.
    pub strips: [Vec<ImageStrip>; 2],
    /// Whether pixels are interpolated even if image pixels do not fall exactly on pixels of the picture.
    pub smooth: bool,
    /// Clockwise rotation in radians.
    pub angle: f64,
    /// Opacity, 0 to 1.
    pub opacity: f64,
    /// Color, if the image is a signed distance field.
    pub color: Color,
    /// Halo, if the image is a signed distance field.
    pub halo: Option<Halo>,
}

impl IconItem {
    /// Left, top, right and bottom relative to `at`, in device pixels, before the rotation.
    pub fn rect(&self) -> Option<[f64; 4]> {
        let [columns, rows] = &self.strips;
        let ends = |strips: &[ImageStrip]| Some((strips.first()?.target[0], strips.last()?.target[1]));
        let ((left, right), (top, bottom)) = (ends(columns)?, ends(rows)?);
        Some([left, top, right, bottom])
    }
}

/// A strip of an image along one axis, with its position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImageStrip {
    /// Start and end in image pixels.
    pub source: [f64; 2],
    /// Start and end in device pixels from the symbol's anchor point.
    pub target: [f64; 2],
}

impl ImageStrip {
    /// Device pixels per image pixel.
    pub fn scale(&self) -> f64 {
        (self.target[1] - self.target[0]) / (self.source[1] - self.source[0])
    }
}
