//! One image of a sprite.

use serde::Deserialize;

use crate::image::Bitmap;

/// One image of a sprite.
#[derive(Debug, Clone, PartialEq)]
pub struct SpriteImage {
    /// The pixels, premultiplied.
    pub bitmap: Bitmap,
    /// Image pixels per CSS pixel.
    pub pixel_ratio: f64,
    /// Whether the alpha channel is a signed distance field to be tinted.
    pub sdf: bool,
    /// Ranges of columns (start, end) in image pixels that may be stretched; if empty, all columns.
    pub stretch_x: Vec<[f64; 2]>,
    /// Ranges of rows that may be stretched; if empty, all rows.
    pub stretch_y: Vec<[f64; 2]>,
    /// Left, top, right, bottom of the content area for text, in image pixels.
    pub content: Option<[f64; 4]>,
    /// How width and height follow a text that the image is fitted to.
    pub text_fit: [TextFit; 2],
}

/// How one side of an image is fitted to a text (`textFitWidth`, `textFitHeight`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TextFit {
    /// Stretched or shrunk to the text.
    #[default]
    StretchOrShrink,
    /// Stretched, but never narrower or lower than the proportions of the content area.
    StretchOnly,
    /// In proportion to the other side.
    Proportional,
}

impl SpriteImage {
    /// Creates an image without stretchable areas or a content area.
    pub fn new(bitmap: Bitmap, pixel_ratio: f64, sdf: bool) -> Self {
        Self {
            bitmap,
            pixel_ratio,
            sdf,
            stretch_x: Vec::new(),
            stretch_y: Vec::new(),
            content: None,
            text_fit: Default::default(),
        }
    }

    /// Width and height in CSS pixels.
    pub fn size(&self) -> [f64; 2] {
        [f64::from(self.bitmap.width()) / self.pixel_ratio, f64::from(self.bitmap.height()) / self.pixel_ratio]
    }
}
