//! Labels and icons: candidates, placement, glyph painting.

use super::{Resources, TileSet, View};
use crate::style::Style;

/// A piece of a placed symbol, ready to be drawn.
#[derive(Debug, Clone)]
pub struct SymbolItem {}

/// The placed symbols of one style layer, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedLayer {
    /// Index into [`Style::layers`].
    pub layer: usize,
    /// What is drawn.
    pub items: Vec<SymbolItem>,
}

/// Places the symbols of all layers. Candidates are taken from all of `tiles`, also those beyond the
/// view, in an order that does not depend on the view, so that neighbouring pictures agree.
pub fn layout(style: &Style, view: &View, tiles: &TileSet<'_>, resources: &Resources) -> Vec<PlacedLayer> {
    let _ = (style, view, tiles, resources);
    Vec::new()
}

/// Draws `item` onto `target`.
pub fn paint(item: &SymbolItem, target: &mut tiny_skia::PixmapMut<'_>, resources: &Resources) {
    let _ = (item, target, resources);
}
