//! The order of placement: layer by layer, pass by pass, feature by feature.

use super::{
    cells::Cells, detector::LabelDetector, feature::LabelFeature, markers, placed::PlacedPass, placing::Placing, point,
    shield, text,
};
use crate::{
    deadline::checkpoint,
    render::{
        display::DisplayList,
        input::{Frame, MARGIN, PlacedTile, VectorTile, label_tiles},
    },
    style::{Layer, LayerKind, layer::RulePass, symbolizer::Symbolizer},
};

/// Places the labels of all layers of rules.
pub(in crate::render) fn place_labels(frame: &Frame<'_, '_>) -> Vec<PlacedPass> {
    let margin = MARGIN * frame.view.pixel_ratio;
    let mut detector = LabelDetector::new([-margin; 2], frame.size().map(|v| v + margin));
    let mut placed = Vec::new();
    let drawn = |layer: &&Layer| layer.is_drawn_at(frame.view.zoom.max(0.0));
    for (index, layer) in frame.style.layers.iter().enumerate().filter(|(_, layer)| drawn(layer)) {
        let LayerKind::Rules(rules) = &layer.kind else { continue };
        if rules.clears_labels {
            detector.clear();
        }
        if !rules.symbolizers().any(Symbolizer::is_placed) {
            continue;
        }
        let (input, mut tiles) = label_tiles(frame, layer);
        tiles.retain(|placed| rules.reaches(placed.id));
        for (number, pass) in rules.passes.iter().enumerate() {
            let mut list = DisplayList::default();
            let mut labels = Vec::new();
            let mut placing = Placing { detector: &mut detector, list: &mut list, labels: &mut labels };
            place_pass(frame, pass, (input, &tiles), &mut placing);
            placed.push(PlacedPass { layer: index, pass: number, items: list.items, labels });
        }
    }
    placed
}

/// Places one pass: features by their index in the layers of their tiles, then by tile, from west to east and from north
/// to south.
fn place_pass(
    frame: &Frame<'_, '_>,
    pass: &RulePass,
    (input, tiles): (usize, &[PlacedTile<'_, VectorTile<'_>>]),
    placing: &mut Placing<'_>,
) {
    if !pass.is_active_in(&frame.rules()) || !pass.symbolizers().any(Symbolizer::is_placed) {
        return;
    }
    let mut bound: Vec<_> = tiles.iter().filter_map(|placed| Some((placed, placed.tile.layer(input)?))).collect();
    bound.sort_by(|(a, _), (b, _)| a.offset[0].total_cmp(&b.offset[0]).then(a.offset[1].total_cmp(&b.offset[1])));
    let most = bound.iter().map(|(_, layer)| layer.len()).max().unwrap_or(0);
    for index in 0..most {
        for (placed, layer) in &bound {
            let Some(feature) = layer.feature(index) else { continue };
            checkpoint(50);
            let context = frame.rules().in_tile(placed.id).with_feature(&feature);
            let rules = pass.matching(&context).into_iter().filter_map(|rule| pass.rules.get(rule));
            let symbolizers: Vec<_> = rules.flat_map(|rule| &rule.symbolizers).filter(|it| it.is_placed()).collect();
            if symbolizers.is_empty() {
                continue;
            }
            let feature = LabelFeature {
                frame,
                bound: layer,
                index,
                kind: feature.kind,
                context,
                cells: Cells::of(placed, frame),
                offset: placed.offset,
                scale: placed.size / f64::from(layer.extent),
            };
            for symbolizer in symbolizers {
                place(&feature, symbolizer, placing);
            }
        }
    }
}

fn place(feature: &LabelFeature<'_, '_>, symbolizer: &Symbolizer, placing: &mut Placing<'_>) {
    match symbolizer {
        Symbolizer::Text(it) => text::place(feature, it, placing),
        Symbolizer::Shield(it) => shield::place(feature, it, placing),
        Symbolizer::Markers(it) => markers::place(feature, it, placing),
        Symbolizer::Point(it) => point::place(feature, it, placing),
        _ => {}
    }
}
