//! Measures the icon of a feature, after MapLibre's `shaping.ts` (`fitIconToText`, `applyTextFit`) and `quads.ts`
//! (`getIconQuads`).

use std::sync::Arc;

use super::alignment::alignment;
use crate::{
    image::sprite::{SpriteImage, TextFit},
    render::display::ImageStrip,
    style::{
        expression::Context,
        layer::{IconTextFit, SymbolLayer},
    },
};

/// An icon that is ready to be placed.
#[derive(Debug, Clone)]
pub(super) struct Icon {
    pub image: Arc<SpriteImage>,
    /// Columns and rows of the image; one each unless parts of it are stretched.
    pub strips: [Vec<ImageStrip>; 2],
    /// Collision box: left, top, right, bottom relative to the symbol's anchor point, in device pixels, before
    /// rotation.
    pub rect: [f64; 4],
    /// The factor between the drawn size and the size for collisions.
    pub growth: f64,
    /// Whether pixels are interpolated even if image pixels do not fall exactly on pixels of the picture.
    pub smooth: bool,
    /// Whether it was fitted to the text and moves with it.
    pub fitted: bool,
    /// Clockwise rotation in radians.
    pub rotate: f64,
    /// Padding (top, right, bottom, left) in device pixels.
    pub padding: [f64; 4],
}

/// The parameters of an icon in addition to its layer.
pub(super) struct IconSetting<'a> {
    /// Context of layout properties.
    pub layout: &'a Context<'a>,
    /// Scale factor of the icon.
    pub size: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

/// Icons that extend farther than this many device pixels from their anchor point are not drawn.
const MAX_REACH: f64 = 4096.0;

impl Icon {
    /// The icon of a feature whose text, if any, has the rectangle `text` (device pixels).
    pub(super) fn of(
        symbol: &SymbolLayer,
        image: Arc<SpriteImage>,
        text: Option<[f64; 4]>,
        setting: &IconSetting<'_>,
    ) -> Option<Self> {
        let IconSetting { layout, size, ratio } = *setting;
        let fit = symbol.icon_text_fit.get(layout);
        let text = text.filter(|_| fit != IconTextFit::None).map(|t| t.map(|v| v / ratio));
        let rect = match text {
            Some(text) => fit_to_text(symbol, &image, text, fit, layout),
            None => {
                let [width, height] = image.size();
                let [dx, dy] = symbol.icon_offset.get(layout);
                let [across, down] = alignment(symbol.icon_anchor.get(layout));
                let (left, top) = (dx - width * across, dy - height * down);
                [left, top, left + width, top + height]
            }
        };
        let pixels = [f64::from(image.bitmap.width()), f64::from(image.bitmap.height())];
        let content = image.content.filter(|_| text.is_some());
        let strips = [0, 1].map(|axis| {
            let stretch = if axis == 0 { &image.stretch_x } else { &image.stretch_y };
            let whole = [[0.0, pixels[axis]]];
            let stretch = if stretch.is_empty() || text.is_none() { &whole[..] } else { stretch };
            let content = content.map(|c| [c[axis], c[axis + 2]]);
            let scales = [size * ratio, ratio / image.pixel_ratio];
            strips(stretch, pixels[axis], content, [rect[axis], rect[axis + 2]], scales)
        });
        let mut covered = rect;
        if let Some(content) = content {
            // The text fills the content area; the surroundings must not cover other symbols either.
            let [width, height] = image.size();
            let [left, top, right, bottom] = content.map(|v| v / image.pixel_ratio);
            covered = [covered[0] - left, covered[1] - top, covered[2] + width - right, covered[3] + height - bottom];
        }
        let rect = covered.map(|v| v * size * ratio);
        let drawable = rect.iter().all(|v| v.abs() < MAX_REACH) && rect[2] > rect[0] && rect[3] > rect[1];
        drawable.then(|| Self {
            smooth: image.sdf || size != 1.0 || image.pixel_ratio != ratio,
            image,
            strips,
            rect,
            growth: 1.0,
            fitted: text.is_some(),
            rotate: symbol.icon_rotate.get(layout).to_radians(),
            padding: symbol.icon_padding.get(layout).0.map(|v| v * ratio),
        })
    }
}

/// The rectangle of an icon's content behind a text, in CSS pixels.
fn fit_to_text(
    symbol: &SymbolLayer,
    image: &SpriteImage,
    text: [f64; 4],
    fit: IconTextFit,
    layout: &Context<'_>,
) -> [f64; 4] {
    let [width, height] = image.size();
    let [dx, dy] = symbol.icon_offset.get(layout);
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
    proportioned(image, [left + dx, top + dy, right + dx, bottom + dy])
}

/// Preserves the proportions that an image requests when it is fitted to text.
fn proportioned(image: &SpriteImage, rect: [f64; 4]) -> [f64; 4] {
    let [mut left, mut top, right, bottom] = rect;
    let (mut width, mut height) = (right - left, bottom - top);
    let Some(content) = image.content.filter(|_| image.text_fit != [TextFit::StretchOrShrink; 2]) else { return rect };
    let aspect = (content[2] - content[0]) / (content[3] - content[1]);
    let [fit_width, fit_height] = image.text_fit;
    if fit_height == TextFit::Proportional {
        if fit_width == TextFit::Proportional || (fit_width == TextFit::StretchOnly && width / height < aspect) {
            let wanted = (height * aspect).ceil();
            left *= wanted / width;
            width = wanted;
        }
    } else if fit_width == TextFit::Proportional
        && fit_height == TextFit::StretchOnly
        && aspect != 0.0
        && width / height > aspect
    {
        let wanted = (width / aspect).ceil();
        top *= wanted / height;
        height = wanted;
    }
    [left, top, left + width, top + height]
}

/// Cuts one axis of an image into fixed and stretched strips. The stretched part of the content takes `rect` (CSS
/// pixels, times the first scale); fixed parts keep their size (image pixels, times the second scale).
fn strips(
    stretch: &[[f64; 2]],
    length: f64,
    content: Option<[f64; 2]>,
    rect: [f64; 2],
    scales: [f64; 2],
) -> Vec<ImageStrip> {
    let within = |from: f64, to: f64| stretch.iter().map(|[a, b]| (b.min(to) - a.max(from)).max(0.0)).sum::<f64>();
    let stretched = within(0.0, length);
    let [from, to] = content.unwrap_or([0.0, length]);
    let (skipped, filled) = (within(0.0, from), within(from, to));
    let (skipped_fixed, filled_fixed) = (from - skipped, (to - from) - filled);
    // Fixed parts that do not fit into the rectangle enlarge it about the symbol's anchor point.
    let least = if rect[1] > rect[0] { filled_fixed * scales[1] / (rect[1] - rect[0]) } else { 0.0 };
    let scale = scales[0].max(least);
    // The position of the image coordinate `at`.
    let place = |at: f64| {
        let s = within(0.0, at);
        let f = at - s;
        let share = if filled > 0.0 { (s - skipped) / filled } else { 0.0 };
        let fixed = f - skipped_fixed - if stretched > 0.0 { filled_fixed * s / stretched } else { 0.0 };
        (rect[0] + (rect[1] - rect[0]) * share) * scale + fixed * scales[1]
    };
    let mut cuts = vec![0.0];
    cuts.extend(stretch.iter().flatten().map(|v| v.clamp(0.0, length)));
    cuts.push(length);
    cuts.windows(2)
        .filter(|pair| pair[0] < pair[1])
        .map(|pair| ImageStrip { source: [pair[0], pair[1]], target: [place(pair[0]), place(pair[1])] })
        .filter(|strip| strip.target[0] < strip.target[1])
        .collect()
}
