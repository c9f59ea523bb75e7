//! Layers of rules: every feature is drawn by all symbolizers that apply to it before the next one is.

mod batch;
mod building;
mod dot;
mod features;
mod groups;
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

use crate::{
    render::{
        display::DisplayList,
        input::{Frame, place_vector, reach},
    },
    style::{
        Layer, SourceType,
        layer::{RulePass, RulesLayer},
        symbolizer::Symbolizer,
    },
};
use features::draw_features;
pub(in crate::render) use groups::draw_groups;

/// Draws one pass over the features of `layer`, except for labels and markers, which are placed together.
pub(in crate::render) fn draw_pass(
    frame: &Frame<'_, '_>,
    (layer, rules): (&Layer, &RulesLayer),
    pass: &RulePass,
    list: &mut DisplayList,
) {
    if !pass.is_active_in(&frame.rules()) || pass.symbolizers().all(Symbolizer::is_placed) {
        return;
    }
    let Some((input, source)) = frame.source(layer) else { return };
    if frame.style.sources.get(source).is_some_and(|it| it.kind() == SourceType::Raster) {
        return raster::draw_pass(frame, source, pass, list);
    }
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input).filter(|_| rules.reaches(placed.id)) else { continue };
        draw_features(frame, pass, (&placed, bound), 0..bound.len(), list);
    }
}
