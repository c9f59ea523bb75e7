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
    input::{Frame, MARGIN, label_tiles},
};
use crate::{
    deadline::checkpoint,
    style::{LayerKind, PlacementOrder, layer::ZOrder},
    telemetry::{Event, event},
};
use collision::CollisionGrid;
use items::SymbolItems;
use placement_rules::PlacementRules;
use symbol_style::SymbolStyle;

/// The placed symbols of one layer, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedLayer {
    /// Index into [`Style::layers`](crate::style::Style::layers).
    pub layer: usize,
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
        if let LayerKind::Symbol(symbol) = &layer.kind {
            all.push((index, SymbolStyle { layer, symbol }));
        }
    }
    let mut place = |(layer, style): &(usize, SymbolStyle<'_>)| PlacedLayer {
        layer: *layer,
        items: place_layer(frame, style, &mut grid),
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

/// Places the symbols of one layer.
fn place_layer(frame: &Frame<'_, '_>, style: &SymbolStyle<'_>, grid: &mut CollisionGrid) -> Vec<DisplayItem> {
    let (input, tiles) = label_tiles(frame, style.layer);
    let rules = PlacementRules::of(style.symbol, frame);
    let mut candidates = Vec::new();
    collect::collect(frame, style, (input, &tiles), &mut candidates);
    let z_order = style.symbol.z_order.get(&frame.layout());
    candidates.sort_by(|a, b| {
        checkpoint(1);
        // If the style asks for it, southern symbols, which are drawn in front, are placed first.
        let south = if z_order == ZOrder::ViewportY { b.at[1].total_cmp(&a.at[1]) } else { Ordering::Equal };
        south.then(a.order.compare(&b.order))
    });
    let may_overlap = rules.may_overlap();
    let mut placed = place::place(candidates, &rules, grid);
    let by_latitude = z_order == ZOrder::ViewportY || (z_order == ZOrder::Auto && !style.symbol.sort_key.is_given());
    if by_latitude && may_overlap {
        placed.sort_by(|a, b| a.candidate.at[1].total_cmp(&b.candidate.at[1]));
    }
    let mut items = SymbolItems::default();
    for it in &placed {
        checkpoint(100);
        let Some(tile) = tiles.get(it.candidate.tile_index) else { continue };
        let index = it.candidate.symbol.feature;
        let Some(feature) = tile.tile.layer(input).and_then(|bound| bound.feature(index)) else { continue };
        let paint = frame.paint().in_tile(tile.id);
        items.add(frame, style.symbol, &paint.with_feature(&feature), it);
    }
    if items.missing > 0 {
        event::GlyphsMissing { layer: &style.layer.id, characters: items.missing }.emit();
    }
    items.finish(may_overlap)
}
