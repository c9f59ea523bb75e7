//! Images within text.

use std::sync::Arc;

use super::{
    super::{
        label::Label,
        placed::{CurvedText, StraightText, column_turn},
    },
    position::{quarters, turned_point},
};
use crate::{
    image::sprite::SpriteImage,
    render::display::{IconItem, ImageStrip},
    style::Color,
};

/// MapLibre's offset of images in text relative to their box, in CSS pixels right and down.
const OFFSET: [f64; 2] = [1.0, 3.0];

/// The shared style of the images in a text.
pub(super) struct InlineStyle {
    /// Opacity, 0 to 1.
    pub opacity: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

impl InlineStyle {
    /// The images within straight text.
    pub(super) fn straight(&self, label: &Label, text: &StraightText) -> Vec<IconItem> {
        let (em, form) = (label.size, label.form(text.column));
        let mut out = Vec::new();
        for line in &form.lines {
            let start = text.start(label, line);
            for inline in form.images.get(line.images.clone()).unwrap_or(&[]) {
                let Some(image) = label.images.get(inline.span).cloned().flatten() else { continue };
                let corner = [start + f64::from(inline.x) * em, text.origin[1] + f64::from(inline.y) * em];
                let size = inline.size.map(|v| f64::from(v) * em);
                let angle = text.rotate - column_turn(inline.upright);
                let (at, corner) = if inline.upright {
                    (turned_point(text.at, corner, text.rotate), [0.0; 2])
                } else {
                    (text.at, corner)
                };
                out.push(self.item(image, at, corner, size, angle));
            }
        }
        out
    }

    /// The images within text along a line.
    pub(super) fn curved(&self, label: &Label, text: &CurvedText) -> Vec<IconItem> {
        let form = label.form(text.column);
        let item = |placed: &super::super::placed::CurvedGlyph| {
            let inline = form.images.get(placed.index)?;
            let image = label.images.get(inline.span).cloned().flatten()?;
            let size = inline.size.map(|v| f64::from(v) * label.size);
            Some(self.item(image, placed.origin, [0.0; 2], size, placed.angle))
        };
        text.inlines.iter().filter_map(item).collect()
    }

    /// An image within text. `corner` is relative to the point that it is rotated about; `corner` and `size` are in
    /// device pixels.
    fn item(&self, image: Arc<SpriteImage>, at: [f64; 2], corner: [f64; 2], size: [f64; 2], angle: f64) -> IconItem {
        let pixels = [f64::from(image.bitmap.width()), f64::from(image.bitmap.height())];
        let strips = [0, 1].map(|axis| {
            let from = corner[axis] + OFFSET[axis] * self.ratio;
            vec![ImageStrip { source: [0.0, pixels[axis]], target: [from, from + size[axis]] }]
        });
        let (at, color) = (at.map(quarters), Color::new(0.0, 0.0, 0.0, 1.0));
        IconItem { image, at, strips, smooth: true, angle, opacity: self.opacity, color, halo: None }
    }
}
