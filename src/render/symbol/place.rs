//! Places candidates in order, each if it does not collide with an earlier one; after MapLibre's `placement.ts`.

use std::collections::HashMap;

use super::{
    candidate::Candidate, collision::CollisionGrid, place_icon::icon_at, place_text::find_text, placed::PlacedSymbol,
    placement_rules::PlacementRules,
};
use crate::{deadline::checkpoint, render::geometry::distance};

/// Places candidates, which must be in order.
pub(super) fn place(candidates: Vec<Candidate>, rules: &PlacementRules, grid: &mut CollisionGrid) -> Vec<PlacedSymbol> {
    let mut placed = Vec::new();
    // The placed labels on lines, by text.
    let mut texts: HashMap<String, Vec<RepeatPoint>> = HashMap::new();
    for candidate in candidates {
        checkpoint(50);
        // The same street in two tiles: each made its anchors alone, so they may come too close.
        let repeats = candidate.line.is_some()
            && candidate.symbol.label.as_ref().is_some_and(|label| {
                let others = texts.get(&label.text).map(Vec::as_slice).unwrap_or_default();
                checkpoint(others.len());
                others
                    .iter()
                    .any(|(p, tile)| *tile != candidate.order.tile && distance(*p, candidate.at) < rules.repeat)
            });
        if repeats {
            continue;
        }
        let Some(found) = place_one(candidate, rules, grid) else { continue };
        if found.candidate.line.is_some()
            && let Some(label) = &found.candidate.symbol.label
        {
            texts.entry(label.text.clone()).or_default().push((found.candidate.at, found.candidate.order.tile));
        }
        placed.push(found);
    }
    placed
}

/// A label's anchor point and the column and row of its tile.
type RepeatPoint = ([f64; 2], (i64, u32));

fn place_one(candidate: Candidate, rules: &PlacementRules, grid: &mut CollisionGrid) -> Option<PlacedSymbol> {
    let symbol = candidate.symbol.clone();
    let (has_text, has_icon) = (symbol.label.is_some(), symbol.icon.is_some());
    let text = symbol.label.as_ref().and_then(|label| find_text(&candidate, label, rules, grid));
    let (shift, column) = text.as_ref().map_or(([0.0; 2], false), |t| (t.shift, t.column));
    let icon = icon_at(&candidate, rules, shift, column)
        .filter(|(_, shape)| rules.keeps_edges(&candidate, *shape) && grid.is_free(*shape, rules.icon_overlap));

    let icon_may_be_alone = rules.text_optional || !has_text;
    let text_may_be_alone = rules.icon_optional || !has_icon;
    let (mut show_text, mut show_icon) = (text.is_some(), icon.is_some());
    let both = show_text && show_icon;
    match (icon_may_be_alone, text_may_be_alone) {
        (false, false) => (show_text, show_icon) = (both, both),
        (true, false) => show_text = both,
        (false, true) => show_icon = both,
        (true, true) => {}
    }
    let text = text.filter(|_| show_text);
    let icon = icon.filter(|_| show_icon);
    if let Some(text) = text.as_ref().filter(|_| !rules.text_ignored) {
        text.shapes.iter().for_each(|shape| grid.take(*shape, rules.text_overlap));
    }
    if let Some((_, shape)) = icon.filter(|_| !rules.icon_ignored) {
        grid.take(shape, rules.icon_overlap);
    }
    (text.is_some() || icon.is_some()).then(|| PlacedSymbol {
        candidate,
        text: text.map(|t| t.text),
        icon: icon.map(|(icon, _)| icon),
    })
}
