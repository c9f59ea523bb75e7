//! `TextSymbolizer`.

use super::{feature::LabelFeature, find::find, items, placing::Placing};
use crate::style::symbolizer::TextSymbolizer;

/// Places the texts of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &TextSymbolizer, placing: &mut Placing<'_>) {
    for label in find(feature, symbolizer, (false, None), placing) {
        items::text(feature, symbolizer, &label, placing);
    }
}
