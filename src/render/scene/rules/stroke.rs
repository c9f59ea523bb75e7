//! Strokes along the geometry of a feature.

use super::{batch::ShapeBatch, rule_feature::RuleFeature};
use crate::{
    render::geometry::{Lines, PenStyle, cut_into_dashes},
    style::symbolizer::{PathShape, StrokeShape},
};

/// The pen for a feature; `None` if it draws nothing.
pub(super) fn pen_style(form: &StrokeShape, feature: &RuleFeature<'_, '_>) -> Option<PenStyle> {
    let context = &feature.context;
    let width = form.width.get(context) * feature.ratio();
    (width > 0.0).then(|| PenStyle {
        width,
        cap: form.cap.get(context),
        join: form.join.get(context),
        miter_limit: form.miter_limit.get(context),
    })
}

/// How far outside of a tile Mapnik clips lines.
pub(super) fn clip_padding(pen: &PenStyle, shape: &PathShape, feature: &RuleFeature<'_, '_>) -> f64 {
    let ratio = feature.ratio();
    let half = pen.width / ratio / 2.0;
    let offset = shape.offset.get(&feature.context).abs();
    half.max(1.0) * if offset > 0.0 { offset * 1.2 } else { 1.0 } * ratio
}

/// Writes the outline of a stroke along the geometry of `batch`.
pub(super) fn stroke(batch: &mut ShapeBatch, pen: &PenStyle, dashes: &[f64], rings: &mut Lines) {
    let near = batch.near(pen.reach() + 1.0);
    let closed = batch.path.closed;
    let mut cut = Lines::default();
    for line in batch.path.lines().iter().filter(|line| !near.misses_all(line)) {
        if dashes.is_empty() {
            batch.pen.outline(line, closed, pen, rings);
            continue;
        }
        cut.clear();
        cut_into_dashes(line, closed, dashes, &mut cut);
        cut.iter().filter(|dash| !near.misses_all(dash)).for_each(|dash| batch.pen.outline(dash, false, pen, rings));
    }
}
