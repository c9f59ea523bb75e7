//! The attribution in the corner of a picture.

use super::{
    projection::Projection,
    text::{TextBlock, text_items},
};
use crate::{
    overlay::TextLook,
    render::{display::DisplayItem, input::Resources, view::View},
    style::Color,
};

/// The size of the letters in CSS pixels.
const SIZE: f64 = 10.0;

/// The most characters of an attribution.
const MAX_CHARACTERS: usize = 500;

/// The items of an attribution, in the lower right corner of the picture.
pub(in crate::render) fn attribution_items(text: &str, view: &View, resources: &Resources) -> Vec<DisplayItem> {
    let on = Projection::of(view);
    let end = text.char_indices().nth(MAX_CHARACTERS).map_or(text.len(), |(at, _)| at);
    let look = TextLook {
        size: SIZE,
        color: Color::new(0.2, 0.2, 0.2, 1.0),
        background: Color::new(1.0, 1.0, 1.0, 0.7),
        halo: Color::TRANSPARENT,
    };
    let text = text.get(..end).unwrap_or(text);
    let block = TextBlock { text, look, ratio: view.pixel_ratio, max_width: Some(view.width) };
    let corner = [f64::from(on.clip.right), f64::from(on.clip.bottom)];
    text_items(&block, corner, [1.0, 1.0], on.clip, resources)
}
