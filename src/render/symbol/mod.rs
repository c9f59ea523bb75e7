//! Labels and icons: candidates, placement and display items.
//!
//! Symbols are placed for a region, not for a tile. [`collect`](mod@collect) turns features of all tiles in and around
//! the view into candidates, each owned by the one tile that contains its point; [`place`](mod@place) places them in a
//! total order that depends only on the data. A decision depends only on earlier candidates that overlap, so it is the
//! same in every view that knows the neighborhood: a label that crosses the edge of two pictures is drawn in both, with
//! the same pixels.

mod alignment;
mod anchor_candidates;
mod anchors;
mod candidate;
mod collect;
mod collision;
mod curved_text;
mod icon;
mod items;
mod label;
mod line_walk;
mod merge;
mod place;
mod place_icon;
mod place_text;
mod placed;
mod placement_rules;
mod symbol_style;

use std::cmp::Ordering;

use super::{
    display::DisplayItem,
    input::{Frame, MARGIN},
};
use crate::{
    style::{
        Layer, LayerKind, PlacementOrder,
        layer::{Rule, RulePass, Symbolizer, ZOrder},
    },
    telemetry::{Event, event},
};
use collision::CollisionGrid;
use items::SymbolItems;
use placement_rules::PlacementRules;
use symbol_style::SymbolStyle;

/// The placed symbols of one layer, or of one pass of a layer of rules, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedLayer {
    /// Index into [`Style::layers`](crate::style::Style::layers).
    pub layer: usize,
    /// Index into [`RulesLayer::passes`](crate::style::layer::RulesLayer::passes), 0 for other layers.
    pub pass: usize,
    /// What is drawn.
    pub items: Vec<DisplayItem>,
}

/// Places the symbols of all layers; the result is in drawing order. Candidates are taken from all tiles, also those
/// beyond the view, in an order that does not depend on the view, so that neighboring pictures agree.
pub(super) fn place_symbols(frame: &Frame<'_, '_>) -> Vec<PlacedLayer> {
    let margin = MARGIN * frame.view.pixel_ratio;
    let mut grid = CollisionGrid::new([-margin; 2], frame.size().map(|v| v + margin));
    let mut all = Vec::new();
    for (index, layer) in frame.style.layers.iter().enumerate().filter(|(_, l)| l.is_drawn_at(frame.view.zoom.max(0.0)))
    {
        match &layer.kind {
            LayerKind::Symbol(symbol) => all.push((index, 0, vec![SymbolStyle { layer, symbol, rule: None }])),
            LayerKind::Rules(rules) => {
                all.extend(rules.passes.iter().enumerate().map(|(pass, it)| (index, pass, styles_of(layer, it))));
            }
            _ => {}
        }
    }
    all.retain(|(_, _, styles)| !styles.is_empty());
    let mut place = |(layer, pass, styles): &(usize, usize, Vec<SymbolStyle<'_>>)| PlacedLayer {
        layer: *layer,
        pass: *pass,
        items: place_together(frame, styles, &mut grid),
    };
    match frame.style.placement {
        PlacementOrder::DrawingOrder => all.iter().map(place).collect(),
        PlacementOrder::TopLayerFirst => {
            let mut placed: Vec<PlacedLayer> = all.iter().rev().map(&mut place).collect();
            placed.reverse();
            placed
        }
    }
}

/// The symbolizers of symbols of a pass, in the order of its rules.
fn styles_of<'s>(layer: &'s Layer, pass: &'s RulePass) -> Vec<SymbolStyle<'s>> {
    let of_rule = |(index, rule): (usize, &'s Rule)| {
        let symbols = rule.symbolizers.iter().filter_map(|it| match it {
            Symbolizer::Symbol(symbol) => Some(&**symbol),
            _ => None,
        });
        symbols.map(move |symbol| SymbolStyle { layer, symbol, rule: Some((pass, index)) }).collect::<Vec<_>>()
    };
    pass.rules.iter().enumerate().flat_map(of_rule).collect()
}

/// Places the symbols of one layer or pass: feature by feature, each by all `styles`, which are of one layer.
fn place_together(frame: &Frame<'_, '_>, styles: &[SymbolStyle<'_>], grid: &mut CollisionGrid) -> Vec<DisplayItem> {
    let Some(first) = styles.first() else { return Vec::new() };
    let (input, tiles) = collect::tiles(frame, first.layer);
    let rules: Vec<PlacementRules> = styles.iter().map(|style| PlacementRules::of(style.symbol, frame)).collect();
    let mut candidates = Vec::new();
    for (index, style) in styles.iter().enumerate() {
        collect::collect(frame, style, index, (input, &tiles), &mut candidates);
    }
    // Several styles keep the order of the features.
    let z_order = if styles.len() > 1 { ZOrder::Source } else { first.symbol.z_order.get(&frame.layout()) };
    candidates.sort_by(|a, b| {
        // If the style asks for it, southern symbols, which are drawn in front, are placed first.
        let south = if z_order == ZOrder::ViewportY { b.at[1].total_cmp(&a.at[1]) } else { Ordering::Equal };
        south.then(a.order.compare(&b.order))
    });
    let may_overlap = rules.iter().any(PlacementRules::may_overlap);
    let mut placed = place::place(candidates, &rules, grid);
    let by_latitude = z_order == ZOrder::ViewportY || (z_order == ZOrder::Auto && !first.symbol.sort_key.is_given());
    if by_latitude && may_overlap {
        placed.sort_by(|a, b| a.candidate.at[1].total_cmp(&b.candidate.at[1]));
    }
    let mut items = SymbolItems::default();
    for it in &placed {
        let shared = &it.candidate.symbol;
        let (Some(tile), Some(style)) = (tiles.get(shared.tile), styles.get(it.candidate.order.style)) else {
            continue;
        };
        let Some(feature) = tile.tile.layer(input).and_then(|bound| bound.feature(shared.feature)) else { continue };
        let paint = frame.paint().in_tile(tile.id);
        items.add(frame, style.symbol, &paint.with_feature(&feature), it);
    }
    if items.missing > 0 {
        event::GlyphsMissing { layer: &first.layer.id, characters: items.missing }.emit();
    }
    items.finish(may_overlap)
}
