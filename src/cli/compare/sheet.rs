//! The contact sheet: a row for each request with its old image, its new image and their difference.

use tiny_skia::{Color, ColorU8, Pixmap, PixmapPaint, Transform};

use crate::{
    cli::comparison::PicturePair,
    image::{self, Encoding, Pixels},
};

/// Most rows of the sheet.
pub(super) const MAX_ROWS: usize = 40;
/// Pixels between images.
const GAP: u32 = 8;
/// Width and height in pixels beyond which an image is cropped.
const MAX_SIDE: u32 = 768;

/// A sheet that cannot be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum SheetError {
    /// There is no memory for it.
    #[error("the sheet is too large")]
    TooLarge,
    /// It does not become a PNG.
    #[error("cannot encode the sheet")]
    Encode(#[from] image::EncodeError),
}

/// The sheet as PNG; `None` without images.
pub(super) fn draw<'a>(pairs: impl Iterator<Item = &'a PicturePair>) -> Result<Option<Vec<u8>>, SheetError> {
    let pairs: Vec<&PicturePair> = pairs.take(MAX_ROWS).collect();
    let side = |of: fn(&Pixmap) -> u32| move |pair: &&PicturePair| of(&pair.old).max(of(&pair.new)).min(MAX_SIDE);
    let Some(width) = pairs.iter().map(side(Pixmap::width)).max() else { return Ok(None) };
    let heights: Vec<u32> = pairs.iter().map(side(Pixmap::height)).collect();
    let all: u32 = heights.iter().map(|height| height + GAP).sum();
    let mut sheet = Pixmap::new(3 * (width + GAP) + GAP, all + GAP).ok_or(SheetError::TooLarge)?;
    sheet.fill(Color::WHITE);
    let mut top = GAP;
    for (pair, height) in pairs.iter().zip(heights) {
        for (column, picture) in [Some(&pair.old), Some(&pair.new), difference(pair).as_ref()].into_iter().enumerate() {
            let Some(picture) = picture else { continue };
            // At most 3 columns of 776 pixels and 40 rows of 776 pixels: the casts cannot overflow.
            let (x, y) = (GAP as i32 + column as i32 * (width + GAP) as i32, top as i32);
            let cropped = cropped(picture, width, height);
            let picture = cropped.as_ref().unwrap_or(picture);
            sheet.draw_pixmap(x, y, picture.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        }
        top += height + GAP;
    }
    Ok(Some(image::encode(Pixels::of(&sheet), Encoding::Png)?))
}

/// The top left part of `picture`; `None` if it fits.
fn cropped(picture: &Pixmap, width: u32, height: u32) -> Option<Pixmap> {
    if picture.width() <= width && picture.height() <= height {
        return None;
    }
    let size = tiny_skia::IntRect::from_xywh(0, 0, picture.width().min(width), picture.height().min(height))?;
    picture.clone_rect(size)
}

/// Pixels that differ in red, stronger for a larger difference; the others in pale gray. `None` if the sizes differ.
fn difference(pair: &PicturePair) -> Option<Pixmap> {
    let mut picture = Pixmap::new(pair.old.width(), pair.old.height())?;
    let distances = pair.distances();
    if distances.is_empty() {
        return None;
    }
    for ((pixel, distance), old) in picture.pixels_mut().iter_mut().zip(distances).zip(pair.old.pixels()) {
        let color = if pair.counts(distance) {
            let other_channels = 160 - (distance / 2).min(127);
            ColorU8::from_rgba(255, other_channels, other_channels, 255)
        } else {
            let gray = (u16::from(old.red()) + u16::from(old.green()) + u16::from(old.blue())) / 3;
            // At most 192 + 63.
            let pale = 192 + (gray / 4).min(63) as u8;
            ColorU8::from_rgba(pale, pale, pale, 255)
        };
        *pixel = color.premultiply();
    }
    Some(picture)
}
