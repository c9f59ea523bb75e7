//! `ShieldSymbolizer`.

use super::{feature::LabelFeature, placing::Placing};
use crate::style::symbolizer::ShieldSymbolizer;

/// Places the shields of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &ShieldSymbolizer, placing: &mut Placing<'_>) {
    let _ = (feature, symbolizer, placing);
}
