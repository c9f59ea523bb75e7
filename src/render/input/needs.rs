//! Computes which tiles a view needs.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    SourceInfo,
    reach::{reach, reach_of_terrain},
};
use crate::{
    render::view::View,
    style::{LayerKind, SourceType, Style},
    tile::TileId,
};

/// How far beyond a picture labels are placed, in CSS pixels. Labels that extend into the picture from farther away are
/// cut; placement that depends on a longer chain of labels may differ between neighboring pictures.
pub const MARGIN: f64 = 256.0;

/// A tile to fetch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Need {
    /// Name of the source in the style.
    pub source: String,
    /// The tile.
    pub tile: TileId,
}

/// The tiles that are needed to draw `view`. Sources of labels are covered `margin` CSS pixels beyond the view, so that
/// labels that extend into it are known. Each tile appears once, in a fixed order.
pub fn needs(style: &Style, view: &View, margin: f64, infos: &BTreeMap<String, SourceInfo>) -> Vec<Need> {
    let mut all = BTreeSet::new();
    for layer in style.layers.iter().filter(|l| l.is_drawn_at(view.zoom)) {
        let Some(input) = layer.input.and_then(|i| style.inputs.get(i)) else { continue };
        let Some(source) = style.sources.get(&input.source) else { continue };
        if !matches!(
            source.kind(),
            SourceType::Vector | SourceType::Raster | SourceType::RasterDem | SourceType::GeoJson
        ) {
            continue;
        }
        let info = infos.get(&input.source).copied().unwrap_or_default();
        let Some(z) = info.zoom_for(view, source.kind()) else { continue };
        let distance = match &layer.kind {
            kind if kind.has_symbols() => margin,
            LayerKind::Hillshade(_) => reach_of_terrain(source, view, z),
            _ => reach(layer, view),
        };
        let area = if distance > 0.0 { view.grown(distance) } else { *view };
        all.extend(area.cover(z).into_iter().map(|(tile, _)| Need { source: input.source.clone(), tile }));
    }
    all.into_iter().collect()
}
