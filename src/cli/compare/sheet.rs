//! The contact sheet: a row for each request with its old image, its new image and their difference.

use crate::{
    cli::comparison::PicturePair,
    image::{self, Bitmap, ImageEncoding},
};

/// The maximum number of rows.
pub(super) const MAX_ROWS: usize = 40;
/// Pixels between images.
const GAP: u32 = 8;
/// Width and height in pixels beyond which an image is cropped.
const MAX_SIDE: u32 = 768;

/// The sheet cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub(super) enum SheetError {
    /// There is no memory for it.
    #[error("the sheet is too large")]
    TooLarge,
    /// It cannot be encoded as PNG.
    #[error("cannot encode the sheet")]
    Encode(#[from] image::EncodeError),
}

/// The sheet as PNG; `None` without images.
pub(super) fn draw<'a>(pairs: impl Iterator<Item = &'a PicturePair>) -> Result<Option<Vec<u8>>, SheetError> {
    let pairs: Vec<&PicturePair> = pairs.take(MAX_ROWS).collect();
    let side = |of: fn(&Bitmap) -> u32| move |pair: &&PicturePair| of(&pair.old).max(of(&pair.new)).min(MAX_SIDE);
    let Some(width) = pairs.iter().map(side(Bitmap::width)).max() else { return Ok(None) };
    let heights: Vec<u32> = pairs.iter().map(side(Bitmap::height)).collect();
    let all: u32 = heights.iter().map(|height| height + GAP).sum();
    let mut sheet = Bitmap::new(3 * (width + GAP) + GAP, all + GAP).ok_or(SheetError::TooLarge)?;
    sheet.fill([255; 4]);
    let mut top = GAP;
    for (pair, height) in pairs.iter().zip(heights) {
        for (column, picture) in [Some(&pair.old), Some(&pair.new), difference(pair).as_ref()].into_iter().enumerate() {
            let Some(picture) = picture else { continue };
            // There are at most 3 columns and 40 rows of 776 pixels. For larger images, the top left part is shown.
            let cropped = picture.crop(0, 0, picture.width().min(width), picture.height().min(height));
            if let Some(part) = cropped {
                sheet.paste_over(&part, GAP + column as u32 * (width + GAP), top);
            }
        }
        top += height + GAP;
    }
    Ok(Some(image::encode(&sheet, ImageEncoding::Png)?))
}

/// Pixels that differ in red, stronger for a larger difference; the others in pale gray. `None` if the sizes differ.
fn difference(pair: &PicturePair) -> Option<Bitmap> {
    let mut picture = Bitmap::new(pair.old.width(), pair.old.height())?;
    let distances = pair.distances();
    if distances.is_empty() {
        return None;
    }
    for ((pixel, distance), old) in picture.pixels_mut().iter_mut().zip(distances).zip(pair.old.pixels()) {
        let color = if pair.counts(distance) {
            let other_channels = 160 - (distance / 2).min(127);
            [255, other_channels, other_channels, 255]
        } else {
            let gray = old[..3].iter().map(|c| u16::from(*c)).sum::<u16>() / 3;
            // At most 192 + 63.
            let pale = 192 + (gray / 4).min(63) as u8;
            [pale, pale, pale, 255]
        };
        *pixel = color;
    }
    Some(picture)
}
