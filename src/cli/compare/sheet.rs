//! The contact sheet: a row for each request, old, new and difference side by side.

use super::pixels::Pair;
use crate::image::{Bitmap, ImageEncoding, encode};

/// Requests on the sheet.
pub const ROWS: usize = 40;
/// Pixels between pictures.
const GAP: u32 = 8;
/// Larger pictures are cut: the sheet is for looking at.
const LARGEST: u32 = 768;

/// The sheet as PNG; nothing when there are no pictures.
pub fn draw<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Result<Option<Vec<u8>>, String> {
    let pairs: Vec<&Pair> = pairs.take(ROWS).collect();
    let side = |of: fn(&Bitmap) -> u32| move |pair: &&Pair| of(&pair.old).max(of(&pair.new)).min(LARGEST);
    let Some(width) = pairs.iter().map(side(Bitmap::width)).max() else { return Ok(None) };
    let heights: Vec<u32> = pairs.iter().map(side(Bitmap::height)).collect();
    let all: u32 = heights.iter().map(|height| height + GAP).sum();
    let mut sheet = Bitmap::new(3 * (width + GAP) + GAP, all + GAP).ok_or("the sheet is too large")?;
    sheet.fill([255; 4]);
    let mut top = GAP;
    for (pair, height) in pairs.iter().zip(heights) {
        for (column, picture) in [Some(&pair.old), Some(&pair.new), difference(pair).as_ref()].into_iter().enumerate() {
            let Some(picture) = picture else { continue };
            // Larger pictures are cut: their left upper part is shown.
            let cut = picture.crop(0, 0, picture.width().min(width), picture.height().min(height));
            if let Some(part) = cut {
                sheet.paste_over(&part, GAP + column as u32 * (width + GAP), top);
            }
        }
        top += height + GAP;
    }
    encode(&sheet, ImageEncoding::Png).map(Some).map_err(|error| error.to_string())
}

/// Pixels that differ in red, the stronger the more; what is the same in pale grey.
fn difference(pair: &Pair) -> Option<Bitmap> {
    let mut picture = Bitmap::new(pair.old.width(), pair.old.height())?;
    let distances = pair.distances();
    if distances.is_empty() {
        return None;
    }
    for ((pixel, distance), old) in picture.pixels_mut().iter_mut().zip(distances).zip(pair.old.pixels()) {
        let colour = if pair.counts(distance) {
            let faint = 160 - (distance / 2).min(127);
            [255, faint, faint, 255]
        } else {
            let grey = old[..3].iter().map(|c| u16::from(*c)).sum::<u16>() / 3;
            // At most 192 + 63.
            let pale = 192 + (grey / 4).min(63) as u8;
            [pale, pale, pale, 255]
        };
        *pixel = colour;
    }
    Some(picture)
}
