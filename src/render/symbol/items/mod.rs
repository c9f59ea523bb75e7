//! Turns placed symbols into display items with rounded positions and resolved colors.

mod halo;
mod icon;
mod inline;
mod position;
mod text;
mod visible;

use super::{candidate::FeatureSymbol, placed::PlacedSymbol};
use crate::{
    render::{
        display::{DisplayItem, GlyphRun},
        input::Frame,
    },
    style::{expression::Context, layer::SymbolLayer},
};

/// The symbols of one layer. Icons are beneath texts.
#[derive(Default)]
pub(super) struct SymbolItems {
    icons: Vec<DisplayItem>,
    texts: Vec<DisplayItem>,
    /// Number of characters without a glyph in any font.
    pub missing: usize,
}

impl SymbolItems {
    /// Adds a symbol; `paint` is the context of its paint properties.
    pub(super) fn add(
        &mut self,
        frame: &Frame<'_, '_>,
        layer: &SymbolLayer,
        paint: &Context<'_>,
        placed: &PlacedSymbol,
    ) {
        let symbol: &FeatureSymbol = &placed.candidate.symbol;
        if let Some(at) = &placed.icon
            && let Some(icon) = if at.column { &symbol.column_icon } else { &symbol.icon }
        {
            self.icons.extend(icon::item(frame, layer, paint, icon, at).map(DisplayItem::Icon));
        }
        if let (Some(at), Some(label)) = (&placed.text, &symbol.label) {
            self.missing += label.layout.missing;
            text::items(frame, layer, paint, label, at, &mut self.texts);
        }
    }

    /// All items in drawing order. If symbols `may_overlap`, all halos are beneath all letters.
    pub(super) fn finish(self, may_overlap: bool) -> Vec<DisplayItem> {
        let Self { icons: mut items, mut texts, .. } = self;
        if may_overlap {
            items.extend(texts.iter_mut().filter_map(take_halo));
        }
        items.append(&mut texts);
        items
    }
}

/// Moves the halo of a text into an item of its own.
fn take_halo(item: &mut DisplayItem) -> Option<DisplayItem> {
    let DisplayItem::Glyphs(run) = item else { return None };
    let halo = Some(run.halo.take()?);
    let (glyphs, opacity) = (run.glyphs.clone(), run.opacity);
    Some(DisplayItem::Glyphs(GlyphRun { glyphs, colors: Vec::new(), halo, opacity, separate: false }))
}
