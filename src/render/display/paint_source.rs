//! Colors and patterns of areas and lines.

use std::sync::Arc;

use crate::{
    image::{sprite::SpriteImage, vector::VectorPicture},
    style::Color,
};

/// The color or pattern that areas and lines are painted with.
#[derive(Debug, Clone)]
pub enum PaintSource {
    /// One color, with the opacity already in its alpha.
    Color(Color),
    /// An image, repeated in both directions starting at `origin`.
    Pattern {
        /// The image.
        image: Arc<SpriteImage>,
        /// The upper left corner of one copy, relative to the item's `offset`.
        origin: [f64; 2],
        /// Size of a copy.
        size: PatternSize,
        /// Opacity, 0 to 1.
        opacity: f64,
    },
    /// A picture made of shapes, drawn once and repeated in both directions starting at `origin`.
    VectorPattern {
        /// The picture.
        picture: Arc<VectorPicture>,
        /// Affine transformation from its units to pixels of a copy.
        transform: [f64; 6],
        /// The upper left corner of one copy, relative to the item's `offset`.
        origin: [f64; 2],
        /// Width and height of a copy.
        size: [u32; 2],
        /// Opacity, 0 to 1.
        opacity: f64,
    },
}

/// Size of the copies of a repeated image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PatternSize {
    /// Device pixels per image pixel.
    Scaled(f64),
    /// Width and height in whole device pixels: the image is scaled once, and all copies are identical pixel by pixel.
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
