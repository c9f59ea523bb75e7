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

use std::cmp::Ordering;

use super::{
    display::DisplayItem,
    input::{Frame, MARGIN},
};
use crate::{
    style::{
        Layer, LayerKind,
        layer::{SymbolLayer, ZOrder},
    },
    telemetry::{Event, event},
};
use collision::CollisionGrid;
use items::SymbolItems;
use placement_rules::PlacementRules;

/// The placed symbols of one style layer, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedLayer {
    /// Index into [`Style::layers`](crate::style::Style::layers).
    pub layer: usize,
    /// The display items.
    pub items: Vec<DisplayItem>,
}

/// Places the symbols of all layers. Candidates are taken from all tiles, including those beyond the view, in an order
/// that does not depend on the view, so that neighboring pictures agree.
pub(super) fn place_symbols(frame: &Frame<'_, '_>) -> Vec<PlacedLayer> {
    let margin = MARGIN * frame.view.pixel_ratio;
    let mut grid = CollisionGrid::new([-margin; 2], frame.size().map(|v| v + margin));
    let mut layers = Vec::new();
    // The topmost layer is the most important one.
    for (index, layer) in frame.style.layers.iter().enumerate().rev() {
        let LayerKind::Symbol(symbol) = &layer.kind else { continue };
        if layer.is_drawn_at(frame.view.zoom.max(0.0)) {
            layers.push(PlacedLayer { layer: index, items: place_layer(frame, layer, symbol, &mut grid) });
        }
    }
    layers.reverse();
    layers
}

fn place_layer(
    frame: &Frame<'_, '_>,
    layer: &Layer,
    symbol: &SymbolLayer,
    grid: &mut CollisionGrid,
) -> Vec<DisplayItem> {
    let (input, tiles) = collect::tiles(frame, layer);
    let rules = PlacementRules::of(symbol, frame);
    let mut candidates = collect::collect(frame, layer, symbol, input, &tiles);
    let z_order = symbol.z_order.get(&frame.layout());
    candidates.sort_by(|a, b| {
        // If the style asks for it, southern symbols, which are drawn in front, are placed first.
        let south = if z_order == ZOrder::ViewportY { b.at[1].total_cmp(&a.at[1]) } else { Ordering::Equal };
        south.then(a.order.compare(&b.order))
    });
    let mut placed = place::place(candidates, &rules, grid);
    let by_latitude = z_order == ZOrder::ViewportY || (z_order == ZOrder::Auto && !symbol.sort_key.is_given());
    if by_latitude && rules.may_overlap() {
        placed.sort_by(|a, b| a.candidate.at[1].total_cmp(&b.candidate.at[1]));
    }
    let mut items = SymbolItems::default();
    for it in &placed {
        let shared = &it.candidate.symbol;
        let Some(tile) = tiles.get(shared.tile) else { continue };
        let Some(feature) = tile.tile.layer(input).and_then(|bound| bound.feature(shared.feature)) else { continue };
        let paint = frame.paint().in_tile(tile.id);
        items.add(frame, symbol, &paint.with_feature(&feature), it);
    }
    if items.missing > 0 {
        event::GlyphsMissing { layer: &layer.id, characters: items.missing }.emit();
    }
    items.finish(rules.may_overlap())
}
