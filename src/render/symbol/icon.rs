//! A feature's icon, measured.

use std::sync::Arc;

use super::{super::SpriteImage, label::alignment};
use crate::style::{
    expression::Context,
    layer::{IconTextFit, SymbolLayer},
};

/// An icon that is ready to be placed.
#[derive(Debug, Clone)]
pub(super) struct Icon {
    pub image: Arc<SpriteImage>,
    /// Left, top, right, bottom from the symbol's point in device pixels, before rotation.
    pub rect: [f64; 4],
    /// Device pixels per image pixel, where it is not stretched.
    pub scale: f64,
    /// Whether it was fitted to the text and goes where the text goes.
    pub fitted: bool,
    /// Clockwise, in radians.
    pub rotate: f64,
    /// Top, right, bottom, left of the room around it, in device pixels.
    pub padding: [f64; 4],
}

impl Icon {
    /// The icon of a feature whose text, if any, takes the rectangle `text` (device pixels).
    pub fn of(
        symbol: &SymbolLayer,
        image: Arc<SpriteImage>,
        text: Option<[f64; 4]>,
        layout: &Context<'_>,
        size: f64,
        ratio: f64,
    ) -> Option<Self> {
        let [width, height] = image.size();
        let offset = symbol.icon_offset.get(layout);
        let [across, down] = alignment(symbol.icon_anchor.get(layout));
        let (left, top) = (offset[0] - width * across, offset[1] - height * down);
        let mut rect = [left, top, left + width, top + height];
        let fit = symbol.icon_text_fit.get(layout);
        let fitted = fit != IconTextFit::None && text.is_some();
        if let Some(text) = text.filter(|_| fitted) {
            let text = text.map(|v| v / ratio);
            let [pad_top, pad_right, pad_bottom, pad_left] = symbol.icon_text_fit_padding.get(layout);
            let (center_x, center_y) = ((text[0] + text[2]) / 2.0, (text[1] + text[3]) / 2.0);
            let (left, right) = match fit {
                IconTextFit::Width | IconTextFit::Both => (text[0] - pad_left, text[2] + pad_right),
                _ => (center_x - width / 2.0, center_x + width / 2.0),
            };
            let (top, bottom) = match fit {
                IconTextFit::Height | IconTextFit::Both => (text[1] - pad_top, text[3] + pad_bottom),
                _ => (center_y - height / 2.0, center_y + height / 2.0),
            };
            rect = [left + offset[0], top + offset[1], right + offset[0], bottom + offset[1]];
        }
        let rect = rect.map(|v| v * size * ratio);
        let drawable = rect.iter().all(|v| v.abs() < MAX_REACH) && rect[2] > rect[0] && rect[3] > rect[1];
        drawable.then(|| Self {
            scale: size * ratio / image.pixel_ratio,
            image,
            rect,
            fitted,
            rotate: symbol.icon_rotate.get(layout).to_radians(),
            padding: symbol.icon_padding.get(layout).0.map(|v| v * ratio),
        })
    }
}

/// Icons reaching farther than this many device pixels from their point are not drawn.
const MAX_REACH: f64 = 4096.0;

/// The box around `rect` turned clockwise by `angle` about the origin.
pub(super) fn turned(rect: [f64; 4], angle: f64) -> [f64; 4] {
    if angle == 0.0 {
        return rect;
    }
    let (sin, cos) = angle.sin_cos();
    let [left, top, right, bottom] = rect;
    let corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
    corners
        .map(|[x, y]| [x * cos - y * sin, x * sin + y * cos])
        .iter()
        .fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |b, p| {
            [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
        })
}
