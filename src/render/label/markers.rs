//! `MarkersSymbolizer`.

use super::{feature::LabelFeature, placing::Placing};
use crate::style::symbolizer::MarkersSymbolizer;

/// Places the markers of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &MarkersSymbolizer, placing: &mut Placing<'_>) {
    let _ = (feature, symbolizer, placing);
}
