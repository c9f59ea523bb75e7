//! One image of a sprite.

use serde::Deserialize;

use crate::image::Bitmap;

/// One image of a sprite.
#[derive(Debug, Clone, PartialEq)]
pub struct SpriteImage {
    /// Its pixels, premultiplied.
    pub bitmap: Bitmap,
    /// Image pixels per CSS pixel.
    pub pixel_ratio: f64,
    /// Whether alpha is a signed distance field to be tinted, not a color.
    pub sdf: bool,
    /// Columns (from, to) in image pixels that may be stretched; empty: all.
    pub stretch_x: Vec<[f64; 2]>,
    /// Rows that may be stretched.
    pub stretch_y: Vec<[f64; 2]>,
    /// Left, top, right, bottom of the part that text is fitted into, in image pixels.
    pub content: Option<[f64; 4]>,
    /// How its width and height follow a text it is fitted to.
    pub text_fit: [TextFit; 2],
}

/// How one side of an image follows a text (`textFitWidth`, `textFitHeight`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TextFit {
    /// Always.
    #[default]
    StretchOrShrink,
    /// Never below the content's proportions.
    StretchOnly,
    /// In proportion to the other side.
    Proportional,
}

impl SpriteImage {
    /// A plain image.
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
