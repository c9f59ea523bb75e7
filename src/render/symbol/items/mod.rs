//! Turns placed symbols into display items with rounded positions and resolved colors.

mod icon;
mod inline;
mod text;

use super::{candidate::FeatureSymbol, placed::PlacedSymbol};
use crate::{
    render::{
        display::{DisplayItem, GlyphRun, Halo},
        input::Frame,
    },
    style::{Color, expression::Context, layer::SymbolLayer},
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
    pub fn add(&mut self, frame: &Frame<'_, '_>, layer: &SymbolLayer, paint: &Context<'_>, placed: &PlacedSymbol) {
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
    pub fn finish(self, may_overlap: bool) -> Vec<DisplayItem> {
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
    Some(DisplayItem::Glyphs(GlyphRun { glyphs: run.glyphs.clone(), colors: Vec::new(), halo, opacity: run.opacity }))
}

/// Converts device pixels to quarter pixels. Halves are rounded up on both sides of the picture's edge, so that a
/// neighboring picture, which counts from another edge, gets the same position.
fn quarters(v: f64) -> i32 {
    (v * 4.0 + 0.5).floor() as i32
}

/// The halo of a symbol. Lengths are CSS pixels of `ratio` device pixels each.
fn halo(color: Color, width: f64, blur: f64, ratio: f64) -> Option<Halo> {
    (width > 0.0 && color.a > 0.0).then(|| Halo {
        color,
        width: width * ratio,
        blur: blur.max(0.0) * ratio,
        hollow: false,
    })
}

/// Whether a box (left, top, right, bottom relative to `at`), enlarged by `reach` pixels on every side, is in the
/// picture.
fn is_seen(frame: &Frame<'_, '_>, at: [f64; 2], [left, top, right, bottom]: [f64; 4], reach: f64) -> bool {
    let [width, height] = frame.size();
    at[0] + right + reach >= 0.0
        && at[1] + bottom + reach >= 0.0
        && at[0] + left - reach <= width
        && at[1] + top - reach <= height
}
