//! Layers whose features are grouped (`group-by`): for each group, all passes are drawn before the next group is.

use std::ops::Range;

use super::features::draw_features;
use crate::{
    deadline::checkpoint,
    render::{
        display::DisplayList,
        input::{BoundLayer, Frame, place_vector, reach},
    },
    style::{
        Layer,
        expression::{Context, Expression},
        layer::{RulePass, RulesLayer},
    },
};

/// Draws into the group of a pass what its last argument draws.
pub(in crate::render) type InPass<'d> = dyn FnMut(&RulePass, &mut DisplayList, &mut dyn FnMut(&mut DisplayList)) + 'd;

/// Draws the groups of a layer, tile by tile, except for labels and markers. `in_pass` draws into the group of a pass.
pub(in crate::render) fn draw_groups(
    frame: &Frame<'_, '_>,
    layer: &Layer,
    (rules, by): (&RulesLayer, &Expression),
    in_pass: &mut InPass<'_>,
    list: &mut DisplayList,
) {
    let Some((input, source)) = frame.source(layer) else { return };
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input).filter(|_| rules.reaches(placed.id)) else { continue };
        for group in groups(bound, by, &frame.rules().in_tile(placed.id)) {
            for pass in rules.passes.iter().filter(|it| it.is_active_in(&frame.rules())) {
                in_pass(pass, list, &mut |list| draw_features(frame, pass, (&placed, bound), group.clone(), list));
            }
        }
    }
}

/// The features of a tile, cut where the value of `by` changes.
fn groups(bound: &BoundLayer<'_>, by: &Expression, context: &Context<'_>) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for index in 0..bound.len() {
        checkpoint(20);
        let value = bound.feature(index).and_then(|feature| {
            let context = context.with_feature(&feature);
            by.evaluate(&context).ok().map(|value| value.into_owned())
        });
        match groups.last_mut().filter(|_| last == value) {
            Some(group) => group.end = index + 1,
            None => groups.push(index..index + 1),
        }
        last = value;
    }
    groups
}
