//! The contact sheet: a row for each request, old, new and difference side by side.

use tiny_skia::{Color, ColorU8, Pixmap, PixmapPaint, Transform};

use super::pixels::Pair;
use crate::image::{Encoding, Pixels, encode};

/// Requests on the sheet.
pub const ROWS: usize = 40;
/// Pixels between pictures.
const GAP: u32 = 8;
/// Larger pictures are cut: the sheet is for looking at.
const LARGEST: u32 = 768;

/// The sheet as PNG; nothing when there are no pictures.
pub fn draw<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Result<Option<Vec<u8>>, String> {
    let pairs: Vec<&Pair> = pairs.take(ROWS).collect();
    let side = |of: fn(&Pixmap) -> u32| move |pair: &&Pair| of(&pair.old).max(of(&pair.new)).min(LARGEST);
    let Some(width) = pairs.iter().map(side(Pixmap::width)).max() else { return Ok(None) };
    let heights: Vec<u32> = pairs.iter().map(side(Pixmap::height)).collect();
    let all: u32 = heights.iter().map(|height| height + GAP).sum();
    let mut sheet = Pixmap::new(3 * (width + GAP) + GAP, all + GAP).ok_or("the sheet is too large")?;
    sheet.fill(Color::WHITE);
    let mut top = GAP;
    for (pair, height) in pairs.iter().zip(heights) {
        for (column, picture) in [Some(&pair.old), Some(&pair.new), difference(pair).as_ref()].into_iter().enumerate() {
            let Some(picture) = picture else { continue };
            // Three columns of at most 776 pixels, and rows that fit a picture: far from any limit.
            let (x, y) = (GAP as i32 + column as i32 * (width + GAP) as i32, top as i32);
            let cut = cut(picture, width, height);
            let picture = cut.as_ref().unwrap_or(picture);
            sheet.draw_pixmap(x, y, picture.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        }
        top += height + GAP;
    }
    encode(Pixels::of(&sheet), Encoding::Png).map(Some).map_err(|error| error.to_string())
}

/// The left upper part, where `picture` is larger.
fn cut(picture: &Pixmap, width: u32, height: u32) -> Option<Pixmap> {
    if picture.width() <= width && picture.height() <= height {
        return None;
    }
    let size = tiny_skia::IntRect::from_xywh(0, 0, picture.width().min(width), picture.height().min(height))?;
    picture.clone_rect(size)
}

/// Pixels that differ in red, the stronger the more; what is the same in pale grey.
fn difference(pair: &Pair) -> Option<Pixmap> {
    let mut picture = Pixmap::new(pair.old.width(), pair.old.height())?;
    let distances = pair.distances();
    if distances.is_empty() {
        return None;
    }
    for ((pixel, distance), old) in picture.pixels_mut().iter_mut().zip(distances).zip(pair.old.pixels()) {
        let colour = if pair.counts(distance) {
            let faint = 160 - (distance / 2).min(127);
            ColorU8::from_rgba(255, faint, faint, 255)
        } else {
            let grey = (u16::from(old.red()) + u16::from(old.green()) + u16::from(old.blue())) / 3;
            // At most 192 + 63.
            let pale = 192 + (grey / 4).min(63) as u8;
            ColorU8::from_rgba(pale, pale, pale, 255)
        };
        *pixel = colour.premultiply();
    }
    Some(picture)
}
