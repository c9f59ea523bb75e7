//! Labels and icons: candidates, placement, drawing.
//!
//! Symbols are placed for a region, not for a tile. [`collect`](mod@collect) turns features of all tiles in
//! and around the view into candidates, each owned by the one tile that holds its point;
//! [`place`](mod@place) asks them in a total order that depends on data alone. A decision depends only on
//! earlier candidates that overlap, so it is the same in every view that knows the neighbourhood: a label
//! that crosses the edge of two pictures is drawn in both, with the same pixels.

mod anchors;
mod candidate;
mod collect;
mod curve;
mod distance_field;
mod grid;
mod icon;
mod item;
mod label;
mod merge;
mod place;
mod pole;
mod stamp;

pub use item::{IconItem, SymbolItem};

use std::cmp::Ordering;

use super::{Resources, TileSet, View};
use crate::{
    style::{
        LayerKind, Style,
        expression::{Context, Globals},
        layer::{SymbolLayer, ZOrder},
    },
    telemetry::{Event, event},
    text,
};
use grid::Grid;
use place::Rules;

/// CSS pixels around a view whose symbols are known when it is drawn. Symbols reaching farther into the
/// view from outside are cut; decisions that depend on a chain of symbols longer than this may differ
/// between neighbours.
pub const MARGIN: f64 = 256.0;

/// The placed symbols of one style layer, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedLayer {
    /// Index into [`Style::layers`].
    pub layer: usize,
    /// What is drawn.
    pub items: Vec<SymbolItem>,
}

/// What all symbol layers of a picture share.
struct SymbolScene<'t, 'a> {
    style: &'t Style,
    view: &'t View,
    tiles: &'t TileSet<'a>,
    resources: &'t Resources,
    globals: Globals<'t>,
    /// Width and height of the picture in device pixels.
    size: [f64; 2],
}

impl<'t> SymbolScene<'t, '_> {
    /// The context of filters and layout properties.
    fn layout(&self) -> Context<'t> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.layout_zoom()) }
    }

    /// The context of paint properties.
    fn paint(&self) -> Context<'t> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.zoom) }
    }

    /// Whether a point is in the view or its margin.
    fn is_near(&self, at: [f64; 2]) -> bool {
        let margin = MARGIN * self.view.pixel_ratio;
        (0..2).all(|i| at[i] >= -margin && at[i] < self.size[i] + margin)
    }
}

/// Places the symbols of all layers. Candidates are taken from all of `tiles`, also those beyond the
/// view, in an order that does not depend on the view, so that neighbouring pictures agree.
pub fn layout(style: &Style, view: &View, tiles: &TileSet<'_>, resources: &Resources) -> Vec<PlacedLayer> {
    let (width, height) = view.pixel_size();
    let size = [f64::from(width), f64::from(height)];
    let has_image = |name: &str| resources.sprites.contains(name);
    let globals = Globals { has_image: &has_image, state: &style.state };
    let scene = SymbolScene { style, view, tiles, resources, globals, size };
    let margin = MARGIN * view.pixel_ratio;
    let mut grid = Grid::new([-margin; 2], size.map(|v| v + margin));
    let mut layers = Vec::new();
    // The topmost layer is the most important one.
    for (index, layer) in style.layers.iter().enumerate().rev() {
        let LayerKind::Symbol(symbol) = &layer.kind else { continue };
        if layer.is_drawn_at(view.zoom.max(0.0)) {
            layers.push(PlacedLayer { layer: index, items: place_layer(&scene, layer, symbol, &mut grid) });
        }
    }
    layers.reverse();
    layers
}

fn place_layer(
    scene: &SymbolScene<'_, '_>,
    layer: &crate::style::Layer,
    symbol: &SymbolLayer,
    grid: &mut Grid,
) -> Vec<SymbolItem> {
    let (input, tiles) = collect::tiles(scene, layer);
    let rules = Rules::of(symbol, scene);
    let mut candidates = collect::collect(scene, layer, symbol, input, &tiles);
    let z_order = symbol.z_order.get(&scene.layout());
    candidates.sort_by(|a, b| {
        // Only a style that asks for it gives the southern, which are drawn in front, the first choice.
        let south = if z_order == ZOrder::ViewportY { b.at[1].total_cmp(&a.at[1]) } else { Ordering::Equal };
        south.then(a.order.compare(&b.order))
    });
    let mut placed = place::place(candidates, &rules, grid);
    let by_latitude = z_order == ZOrder::ViewportY || (z_order == ZOrder::Auto && !symbol.sort_key.is_given());
    if by_latitude && rules.may_overlap() {
        placed.sort_by(|a, b| a.candidate.at[1].total_cmp(&b.candidate.at[1]));
    }

    let (mut icons, mut texts) = (Vec::new(), Vec::new());
    let mut missing = 0;
    for it in &placed {
        let prepared = &it.candidate.prepared;
        let Some(tile) = tiles.get(prepared.tile) else { continue };
        let Some(feature) = tile.tile.layer(input).and_then(|bound| bound.feature(prepared.feature)) else { continue };
        let paint = scene.paint().in_tile(tile.id);
        let paint = paint.with_feature(&feature);
        if let Some(at) = &it.icon
            && let Some(icon) = if at.column { &prepared.column_icon } else { &prepared.icon }
        {
            icons.extend(item::icon(scene, symbol, &paint, icon, at));
        }
        if let Some(at) = &it.text {
            missing += prepared.label.as_ref().map_or(0, |label| label.layout.missing);
            item::text(scene, symbol, &paint, prepared, at, &mut texts);
        }
    }
    if missing > 0 {
        event::GlyphsMissing { layer: &layer.id, characters: missing }.emit();
    }
    if rules.may_overlap() {
        // No label's halo hides the letters of another.
        icons.extend(texts.iter_mut().filter_map(SymbolItem::take_halo));
    }
    icons.append(&mut texts);
    icons
}

/// Draws `item` onto `target`.
pub fn paint(item: &SymbolItem, target: &mut tiny_skia::PixmapMut<'_>, resources: &Resources) {
    match item {
        SymbolItem::Glyphs { glyphs, paint } => {
            text::draw_glyphs(target, glyphs, paint, &resources.fonts, &resources.masks);
        }
        SymbolItem::Icon(icon) => stamp::draw(icon, target),
    }
}
