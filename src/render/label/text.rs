//! `TextSymbolizer`.

use super::{feature::LabelFeature, placing::Placing};
use crate::style::symbolizer::TextSymbolizer;

/// Places the texts of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &TextSymbolizer, placing: &mut Placing<'_>) {
    let _ = (feature, symbolizer, placing);
}
