//! Pictures that show a message instead of a map.

use std::sync::Arc;

use super::text::{TextBlock, text_items};
use crate::{
    image::Bitmap,
    overlay::TextLook,
    render::{
        display::{DisplayItem, DisplayList, PaintError, PaintSource, draw},
        geometry::ClipRect,
        input::Resources,
    },
    settings::Rasterizer,
    style::Color,
    text::GlyphCache,
};

/// The most characters of a message.
const MAX_CHARACTERS: usize = 300;

/// A gray picture of `width × height` pixels with a text in its middle.
pub fn message(text: &str, [width, height]: [u32; 2], glyphs: &Arc<GlyphCache>) -> Result<Bitmap, PaintError> {
    let resources = Resources { glyphs: glyphs.clone(), ..Resources::default() };
    let text: String = text.chars().take(MAX_CHARACTERS).collect();
    let look = TextLook {
        size: 13.0,
        color: Color::new(0.35, 0.1, 0.1, 1.0),
        background: Color::TRANSPARENT,
        halo: Color::TRANSPARENT,
    };
    let block = TextBlock { text: &text, look, ratio: 1.0, max_width: Some(f64::from(width)) };
    let middle = [f64::from(width) / 2.0, f64::from(height) / 2.0];
    let gray = DisplayItem::Flood(PaintSource::Color(Color::new(0.93, 0.93, 0.93, 1.0)));
    let mut items = vec![gray];
    items.extend(text_items(&block, middle, [0.5, 0.5], ClipRect::of_picture(width, height), &resources));
    let mut painter = Rasterizer::default().painter(width, height, glyphs)?;
    draw(&DisplayList { width, height, items }, &mut *painter);
    painter.finish()
}
