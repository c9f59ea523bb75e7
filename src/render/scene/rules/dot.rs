//! `DotSymbolizer`.

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
    style::symbolizer::{DotSymbolizer, Gamma, PathShape},
};

/// How far the chords of an ellipse may be away from it, in pixels.
const FLATNESS: f64 = 0.125;

/// The largest radius, in pixels.
const MAX_RADIUS: f64 = 4096.0;

/// Draws an ellipse at each vertex of a feature.
pub(super) fn draw(dot: &DotSymbolizer, feature: &RuleFeature<'_, '_>, batch: &mut ShapeBatch, list: &mut DisplayList) {
    let context = &feature.context;
    let Some(color) = ink(dot.fill.get(context), dot.opacity.get(context)) else { return };
    let radii = dot.size.each_ref().map(|side| (side.get(context) / 2.0).clamp(0.0, MAX_RADIUS));
    let mean = (radii[0] + radii[1]) / 2.0;
    if mean <= 0.0 {
        return;
    }
    let step = (mean / (mean + FLATNESS)).acos() * 2.0;
    let count = (std::f64::consts::TAU / step).round();
    batch.path.take(feature, &PathShape::default(), 0.0);
    let near = batch.near(radii[0].max(radii[1]) + 1.0);
    let centers: Vec<_> = batch.path.lines().points().iter().copied().filter(|p| !near.misses_all(&[*p])).collect();
    for center in centers {
        let style = ShapeStyle {
            source: PaintSource::Color(color),
            rule: FillRule::NonZero,
            gamma: Gamma::default(),
            blend: dot.blend,
        };
        batch.add(style, list, |_, out| {
            let corner = |i: u32| {
                let (sin, cos) = (std::f64::consts::TAU * f64::from(i) / count).sin_cos();
                [center[0] + cos * radii[0], center[1] + sin * radii[1]]
            };
            out.line((0..count as u32).map(corner));
        });
    }
}
