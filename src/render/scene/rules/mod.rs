//! Layers of rules: every feature is drawn by all symbolizers that apply to it before the next one is.

mod batch;
mod building;
mod dot;
mod ink;
mod line;
mod path;
mod pattern;
mod pattern_source;
mod polygon;
mod raster;
mod rule_feature;
mod stroke;
mod warp;

use super::tile_frame::TileFrame;
use crate::{
    render::{
        display::DisplayList,
        input::{Frame, place_vector, reach},
    },
    style::{Layer, SourceType, layer::RulePass, symbolizer::Symbolizer},
};
use batch::ShapeBatch;
use rule_feature::RuleFeature;

/// Draws one pass over the features of `layer`, except for labels and markers, which are placed together.
pub(in crate::render) fn draw_pass(frame: &Frame<'_, '_>, layer: &Layer, pass: &RulePass, list: &mut DisplayList) {
    let is_active = frame.rules().zoom.is_none_or(|zoom| pass.is_active_at(zoom));
    if !is_active || pass.rules.iter().flat_map(|rule| &rule.symbolizers).all(Symbolizer::is_placed) {
        return;
    }
    let Some((input, source)) = frame.source(layer) else { return };
    if frame.style.sources.get(source).is_some_and(|it| it.kind() == SourceType::Raster) {
        return raster::draw_pass(frame, source, pass, list);
    }
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let place = TileFrame::new(&placed, f64::from(bound.extent), [0.0; 2]);
        let in_tile = frame.rules().in_tile(placed.id);
        let mut batch = ShapeBatch::new(place);
        for index in 0..bound.len() {
            let Some(seen) = bound.feature(index) else { continue };
            let context = in_tile.with_feature(&seen);
            let rules = pass.matching(&context);
            let feature = RuleFeature { frame, place, bound, index, kind: seen.kind, context };
            for rule in rules.into_iter().filter_map(|rule| pass.rules.get(rule)) {
                rule.symbolizers.iter().for_each(|it| draw_feature(it, &feature, &mut batch, list));
            }
        }
        batch.flush(list);
    }
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
