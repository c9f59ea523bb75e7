//! Layers of rules: every feature is drawn by all symbolizers that apply to it before the next one is.

use super::{circle, fill, line, tile_features::TileFeatures};
use crate::{
    render::{
        display::DisplayList,
        input::{Frame, place_vector, reach},
    },
    style::{
        Layer,
        layer::{RulePass, Symbolizer},
    },
};

/// Draws one pass over the features of `layer`. Its symbols are not drawn here: they are placed together.
pub(in crate::render) fn draw_pass(frame: &Frame<'_, '_>, layer: &Layer, pass: &RulePass, list: &mut DisplayList) {
    let Some((input, source)) = frame.source(layer) else { return };
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let layout = frame.layout().in_tile(placed.id);
        for index in 0..bound.len() {
            let Some(feature) = bound.feature(index) else { continue };
            let context = layout.with_feature(&feature);
            if !layer.accepts(&context) {
                continue;
            }
            let features = TileFeatures { placed: &placed, bound, indices: &[index] };
            let rules = pass.matching(&context).into_iter().filter_map(|rule| pass.rules.get(rule));
            for symbolizer in rules.flat_map(|rule| &rule.symbolizers) {
                match symbolizer {
                    Symbolizer::Fill(it) => fill::draw_features(frame, it, &features, list),
                    Symbolizer::Line(it) => line::draw_features(frame, it, &features, list),
                    Symbolizer::Circle(it) => circle::draw_features(frame, it, &features, list),
                    Symbolizer::Symbol(_) => {}
                }
            }
        }
    }
}
