//! `PolygonSymbolizer`.

use super::{
    batch::{ShapeBatch, ShapeStyle},
    ink::ink,
    rule_feature::RuleFeature,
};
use crate::{
    render::{
        display::{DisplayList, PaintSource},
        geometry::FillRule,
    },
    style::{expression::GeometryKind, symbolizer::PolygonSymbolizer},
};

/// Fills a feature with a color. Lines are filled too.
pub(super) fn draw(
    polygon: &PolygonSymbolizer,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let context = &feature.context;
    if feature.kind == GeometryKind::Point {
        return;
    }
    let Some(color) = ink(polygon.fill.get(context), polygon.opacity.get(context)) else { return };
    batch.path.take(feature, &polygon.shape, 0.0);
    let style = ShapeStyle {
        source: PaintSource::Color(color),
        rule: FillRule::EvenOdd,
        gamma: polygon.gamma.get(context),
        blend: polygon.blend,
    };
    batch.add_path(style, list);
}
