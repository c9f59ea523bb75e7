//! Images that follow lines.

use super::{batch::ShapeBatch, pattern_source::PatternImage, rule_feature::RuleFeature};
use crate::{
    render::display::{DisplayItem, DisplayList, LineTexture, TexturedLineItem},
    style::{Compositing, layer::LineCap, symbolizer::LinePatternSymbolizer},
};

/// Draws `image` along a feature.
pub(super) fn draw(
    pattern: &LinePatternSymbolizer,
    image: PatternImage,
    opacity: f64,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let [width, height] = image.size().map(f64::from);
    batch.path.take(feature, &pattern.shape, (width / 2.0).max(1.0));
    let near = batch.near(height + 2.0);
    let closed = batch.path.closed;
    let mut lines = crate::render::geometry::Lines::default();
    let mut phases = Vec::new();
    for line in batch.path.lines().iter().filter(|line| !near.misses_all(line)) {
        lines.line(line.iter().copied().chain(line.first().copied().filter(|_| closed)));
        phases.push(0.0);
    }
    if lines.is_empty() {
        return;
    }
    let texture = match image {
        PatternImage::Bitmap(image) => LineTexture::Image { image, scale: 1.0, stretch: 1.0, opacity },
        PatternImage::Vector { picture, transform, size } => LineTexture::Vector { picture, transform, size, opacity },
    };
    let place = &feature.place;
    let item = TexturedLineItem {
        lines,
        phases,
        offset: place.offset,
        clip: place.clip,
        square: place.square,
        grid: place.grid,
        width: height,
        cap: LineCap::Butt,
        texture,
    };
    list.in_group(Compositing { opacity: 1.0, blend: pattern.blend }, |list| {
        list.items.push(DisplayItem::TexturedLine(item));
    });
}
