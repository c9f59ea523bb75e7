//! `PolygonPatternSymbolizer` and `LinePatternSymbolizer`.

use super::{
    batch::{ShapeBatch, ShapeStyle},
    pattern_source::{PatternImage, pattern_source},
    rule_feature::RuleFeature,
    stroke::{clip_padding, pen_style, stroke},
    warp,
};
use crate::{
    render::{display::DisplayList, geometry::FillRule},
    style::{
        expression::GeometryKind,
        symbolizer::{Gamma, LinePatternMode, LinePatternSymbolizer, PolygonPatternSymbolizer},
    },
};

/// Fills a feature with an image.
pub(super) fn draw_area(
    pattern: &PolygonPatternSymbolizer,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let context = &feature.context;
    if feature.kind == GeometryKind::Point {
        return;
    }
    let Some(image) = PatternImage::of(&pattern.file.get(context), pattern.transform.as_ref(), feature) else { return };
    batch.path.take(feature, &pattern.shape, 0.0);
    let (alignment, opacity) = (pattern.alignment.get(context), pattern.opacity.get(context));
    let Some(source) = pattern_source(image, alignment, opacity, batch.path.anchor(), feature) else { return };
    let (gamma, blend) = (pattern.gamma.get(context), pattern.blend);
    batch.add_path(ShapeStyle { source, rule: FillRule::EvenOdd, gamma, blend }, list);
}

/// Draws an image along a feature, or a stroke that is filled with it.
pub(super) fn draw_line(
    pattern: &LinePatternSymbolizer,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let context = &feature.context;
    if feature.kind == GeometryKind::Point {
        return;
    }
    let Some(image) = PatternImage::of(&pattern.file.get(context), pattern.transform.as_ref(), feature) else { return };
    let opacity = pattern.opacity.get(context);
    if pattern.mode.get(context) == LinePatternMode::Warp {
        batch.flush(list);
        return warp::draw(pattern, image, opacity, feature, batch, list);
    }
    let Some(pen) = pen_style(&pattern.form, feature) else { return };
    batch.path.take(feature, &pattern.shape, clip_padding(&pen, &pattern.shape, feature));
    let alignment = pattern.alignment.get(context);
    let Some(source) = pattern_source(image, alignment, opacity, batch.path.anchor(), feature) else { return };
    let style = ShapeStyle { source, rule: FillRule::NonZero, gamma: Gamma::default(), blend: pattern.blend };
    let dashes: Vec<f64> = pattern.form.dashes.iter().map(|length| length * feature.ratio()).collect();
    batch.add(style, list, |batch, rings| stroke(batch, &pen, &dashes, rings));
}
