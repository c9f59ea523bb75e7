//! Layers of rules: every feature is drawn by all symbolizers that apply to it before the next one is.

mod rule_feature;

use crate::{
    render::{
        display::DisplayList,
        input::{Frame, place_vector, reach},
    },
    style::{Layer, layer::RulePass, symbolizer::Symbolizer},
};
use rule_feature::RuleFeature;

/// Draws one pass over the features of `layer`, except for labels and markers, which are placed together.
pub(in crate::render) fn draw_pass(frame: &Frame<'_, '_>, layer: &Layer, pass: &RulePass, list: &mut DisplayList) {
    let Some((input, source)) = frame.source(layer) else { return };
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let in_tile = frame.rules().in_tile(placed.id);
        for index in 0..bound.len() {
            let Some(feature) = bound.feature(index) else { continue };
            let context = in_tile.with_feature(&feature);
            let rules = pass.matching(&context).into_iter().filter_map(|rule| pass.rules.get(rule));
            for symbolizer in rules.flat_map(|rule| &rule.symbolizers) {
                let feature = RuleFeature { frame, placed: &placed, bound, index, context };
                draw_feature(symbolizer, &feature, list);
            }
        }
    }
}

fn draw_feature(symbolizer: &Symbolizer, feature: &RuleFeature<'_, '_>, list: &mut DisplayList) {
    let _ = (feature.frame, feature.placed, feature.bound, feature.index, feature.context, list);
    match symbolizer {
        Symbolizer::Polygon(_)
        | Symbolizer::PolygonPattern(_)
        | Symbolizer::Line(_)
        | Symbolizer::LinePattern(_)
        | Symbolizer::Dot(_)
        | Symbolizer::Building(_)
        | Symbolizer::Raster(_) => {}
        Symbolizer::Markers(_) | Symbolizer::Point(_) | Symbolizer::Text(_) | Symbolizer::Shield(_) => {}
    }
}
