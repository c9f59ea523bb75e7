//! What areas and lines are painted with.

use std::sync::Arc;

use crate::{image::sprite::SpriteImage, style::Color};

/// What areas and lines are painted with.
#[derive(Debug, Clone)]
pub enum PaintSource {
    /// One color; its alpha includes the opacity.
    Color(Color),
    /// An image, repeated from `origin` on.
    Pattern {
        /// The image.
        image: Arc<SpriteImage>,
        /// The upper left corner of one copy, relative to the item's `offset`.
        origin: [f64; 2],
        /// How large a copy is.
        size: PatternSize,
        /// 0 to 1.
        opacity: f64,
    },
}

/// How large the copies of an image are that is repeated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PatternSize {
    /// So many device pixels per image pixel.
    Scaled(f64),
    /// So many device pixels wide and high: the image is enlarged once, and its copies are the same pixel by pixel.
    Whole([u32; 2]),
}

impl PatternSize {
    /// Width and height of a copy of `image` in device pixels.
    pub fn of(self, image: &SpriteImage) -> [f64; 2] {
        match self {
            Self::Scaled(scale) => [image.bitmap.width(), image.bitmap.height()].map(|side| f64::from(side) * scale),
            Self::Whole(size) => size.map(f64::from),
        }
    }
}
