//! `PointSymbolizer`.

use super::{feature::LabelFeature, placing::Placing};
use crate::style::symbolizer::PointSymbolizer;

/// Places the image of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &PointSymbolizer, placing: &mut Placing<'_>) {
    let _ = (feature, symbolizer, placing);
}
