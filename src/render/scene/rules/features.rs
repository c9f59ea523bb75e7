//! Draws features of one tile.

use std::ops::Range;

use super::{batch::ShapeBatch, building, dot, line, pattern, polygon, rule_feature::RuleFeature};
use crate::{
    deadline::checkpoint,
    render::{
        display::DisplayList,
        input::{BoundLayer, Frame, PlacedTile, VectorTile},
        scene::tile_frame::TileFrame,
    },
    style::{layer::RulePass, symbolizer::Symbolizer},
};

/// Draws some features of a tile.
pub(super) fn draw_features(
    frame: &Frame<'_, '_>,
    pass: &RulePass,
    (placed, bound): (&PlacedTile<'_, VectorTile<'_>>, &BoundLayer<'_>),
    indices: Range<usize>,
    list: &mut DisplayList,
) {
    let place = TileFrame::new(placed, f64::from(bound.extent), [0.0; 2]);
    let in_tile = frame.rules().in_tile(placed.id);
    let mut batch = ShapeBatch::new(place);
    for index in indices {
        let Some(seen) = bound.feature(index) else { continue };
        checkpoint(50);
        let context = in_tile.with_feature(&seen);
        let rules = pass.matching(&context);
        let feature = RuleFeature { frame, place, bound, index, kind: seen.kind, context };
        for rule in rules.into_iter().filter_map(|rule| pass.rules.get(rule)) {
            rule.symbolizers.iter().for_each(|it| draw_feature(it, &feature, &mut batch, list));
        }
    }
    batch.flush(list);
}

fn draw_feature(
    symbolizer: &Symbolizer,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    match symbolizer {
        Symbolizer::Polygon(it) => polygon::draw(it, feature, batch, list),
        Symbolizer::Line(it) => line::draw(it, feature, batch, list),
        Symbolizer::PolygonPattern(it) => pattern::draw_area(it, feature, batch, list),
        Symbolizer::LinePattern(it) => pattern::draw_line(it, feature, batch, list),
        Symbolizer::Dot(it) => dot::draw(it, feature, batch, list),
        Symbolizer::Building(it) => building::draw(it, feature, batch, list),
        Symbolizer::Raster(_)
        | Symbolizer::Markers(_)
        | Symbolizer::Point(_)
        | Symbolizer::Text(_)
        | Symbolizer::Shield(_) => {}
    }
}
