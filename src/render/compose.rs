//! Builds the display list of a picture from its style and tiles: the items of all layers in order.

use std::collections::BTreeMap;

use super::{
    display::{DisplayItem, DisplayList, EffectsItem},
    input::{Frame, Resources, TileSet},
    label::{PlacedPass, place_labels},
    overlay::{OverlayInput, attribution_items, draw_overlay},
    scene::{draw_groups, draw_layer, draw_pass},
    symbol::{PlacedLayer, place_symbols},
    view::View,
};
use crate::overlay::OverlayPlace;
use crate::style::{ImageFilter, LayerKind, Style, expression::Globals, layer::RulePass, symbolizer::Symbolizer};

/// Builds the display list of `view`. Layers whose tiles are missing draw nothing.
pub fn scene(style: &Style, view: &View, tiles: &TileSet<'_>, resources: &Resources) -> DisplayList {
    in_frame(style, view, tiles, resources, |frame| compose(frame, None))
}

/// Builds the display list of `view` with an overlay.
pub(super) fn scene_with(
    style: &Style,
    view: &View,
    tiles: &TileSet<'_>,
    resources: &Resources,
    overlay: Option<&OverlayInput<'_>>,
) -> DisplayList {
    in_frame(style, view, tiles, resources, |frame| compose(frame, overlay))
}

/// The placed symbols of all layers, as they appear in the display list of `view`.
pub fn symbols(style: &Style, view: &View, tiles: &TileSet<'_>, resources: &Resources) -> Vec<PlacedLayer> {
    in_frame(style, view, tiles, resources, place_symbols)
}

/// The placed labels of all layers of rules, as they appear in the display list of `view`.
pub fn labels(style: &Style, view: &View, tiles: &TileSet<'_>, resources: &Resources) -> Vec<PlacedPass> {
    in_frame(style, view, tiles, resources, place_labels)
}

fn in_frame<T>(
    style: &Style,
    view: &View,
    tiles: &TileSet<'_>,
    resources: &Resources,
    draw: impl FnOnce(&Frame<'_, '_>) -> T,
) -> T {
    let has_image = |name: &str| resources.sprites.contains(name);
    let globals = Globals { has_image: &has_image, state: &style.state };
    draw(&Frame { style, view, tiles, resources, globals })
}

fn compose(frame: &Frame<'_, '_>, overlay: Option<&OverlayInput<'_>>) -> DisplayList {
    let (width, height) = frame.view.pixel_size();
    let mut list = DisplayList { width, height, items: Vec::new() };
    let symbols = place_symbols(frame).into_iter().map(|placed| ((placed.layer, 0), placed.items));
    let labels = place_labels(frame).into_iter().map(|placed| ((placed.layer, placed.pass), placed.items));
    let mut placed: BTreeMap<(usize, usize), Vec<DisplayItem>> = symbols.chain(labels).collect();
    let mut append_placed = |of: (usize, usize), list: &mut DisplayList| {
        list.items.append(&mut placed.remove(&of).unwrap_or_default());
    };
    let mut drawn = overlay.map(|it| draw_overlay(it, frame.view, frame.resources)).unwrap_or_default();
    let beneath = overlay.and_then(|it| first_above(frame.style, it.place, frame.view.zoom.max(0.0)));
    for (index, layer) in frame.style.layers.iter().enumerate() {
        if beneath == Some(index) {
            list.items.append(&mut drawn.shapes);
        }
        if !layer.is_drawn_at(frame.view.zoom.max(0.0)) {
            continue;
        }
        list.in_group(layer.compositing, |list| match &layer.kind {
            LayerKind::Symbol(_) => append_placed((index, 0), list),
            LayerKind::Rules(rules) => {
                let mut in_group = |pass: &RulePass, list: &mut DisplayList, draw: &mut dyn FnMut(&mut DisplayList)| {
                    list.in_filtered_group(pass.compositing, effects(frame, &pass.effects), |list| draw(list));
                    let direct = effects(frame, &pass.direct_effects);
                    list.items.extend((!direct.filters.is_empty()).then_some(DisplayItem::Effects(direct)));
                };
                let passes = || rules.passes.iter().enumerate();
                if let Some(by) = &rules.group_by {
                    draw_groups(frame, layer, (rules, by), &mut in_group, list);
                    for (number, pass) in passes().filter(|(_, pass)| pass.symbolizers().any(Symbolizer::is_placed)) {
                        let effects = effects(frame, &pass.effects);
                        list.in_filtered_group(pass.compositing, effects, |list| append_placed((index, number), list));
                    }
                    return;
                }
                for (number, pass) in passes() {
                    in_group(pass, list, &mut |list| {
                        draw_pass(frame, (layer, rules), pass, list);
                        append_placed((index, number), list);
                    });
                }
            }
            _ => draw_layer(frame, layer, list),
        });
    }
    list.items.append(&mut drawn.shapes);
    list.items.append(&mut drawn.markers);
    if let Some(text) = overlay.and_then(|it| it.attribution) {
        list.items.extend(attribution_items(text, frame.view, frame.resources));
    }
    list
}

/// The index of the first layer above an overlay; `None` if the overlay is above all layers.
fn first_above(style: &Style, place: &OverlayPlace, zoom: f64) -> Option<usize> {
    match place {
        OverlayPlace::Top => None,
        OverlayPlace::Beneath(id) => style.layers.iter().position(|layer| layer.id == *id),
        OverlayPlace::BeneathLabels => {
            let shown = || style.layers.iter().enumerate().filter(|(_, layer)| layer.is_drawn_at(zoom));
            let last_other = shown().rfind(|(_, layer)| !layer.kind.is_labels()).map(|(index, _)| index);
            let top = shown().map(|(index, _)| index).find(|index| last_other.is_none_or(|other| *index > other));
            // If something is drawn above the labels, the overlay is beneath the lowest labels.
            top.or_else(|| shown().find(|(_, layer)| layer.kind.is_labels()).map(|(index, _)| index))
        }
    }
}

fn effects(frame: &Frame<'_, '_>, filters: &[ImageFilter]) -> EffectsItem {
    let view = frame.view;
    let side = 256.0 * view.pixel_ratio;
    let is_tiled = view.zoom.fract() == 0.0 && side.fract() == 0.0 && view.origin.iter().all(|v| v % 256.0 == 0.0);
    EffectsItem { filters: filters.to_vec(), tile: is_tiled.then_some(side as u32) }
}

#[cfg(test)]
mod tests;
