//! `LineSymbolizer`.

use super::{
    batch::{ShapeBatch, ShapeStyle},
    ink::ink,
    rule_feature::RuleFeature,
    stroke::{clip_padding, pen_style, stroke},
};
use crate::{
    render::{
        display::{DisplayList, PaintSource},
        geometry::FillRule,
    },
    style::{expression::GeometryKind, symbolizer::LineSymbolizer},
};

/// Strokes a feature.
pub(super) fn draw(
    line: &LineSymbolizer,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let context = &feature.context;
    if feature.kind == GeometryKind::Point {
        return;
    }
    let Some(color) = ink(line.stroke.get(context), line.opacity.get(context)) else { return };
    let Some(pen) = pen_style(&line.form, feature) else { return };
    batch.path.take(feature, &line.shape, clip_padding(&pen, &line.shape, feature));
    let style = ShapeStyle {
        source: PaintSource::Color(color),
        rule: FillRule::NonZero,
        gamma: line.gamma.get(context),
        blend: line.blend,
    };
    let fast = line.fast.get(context);
    if fast {
        batch.path.drop_short_segments();
    }
    let lengths = if fast { &[][..] } else { &line.form.dashes };
    let dashes: Vec<f64> = lengths.iter().map(|length| length * feature.ratio()).collect();
    batch.add(style, list, |batch, rings| stroke(batch, &pen, &dashes, rings));
}
