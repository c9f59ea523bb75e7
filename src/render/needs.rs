//! Which tiles a view needs.

use std::collections::{BTreeMap, BTreeSet};

use super::{View, scene::reach};
use crate::{
    style::{LayerKind, Source, SourceType, Style},
    tile::{LonLat, TileId},
};

/// What must be known of a source to choose its tiles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourceInfo {
    /// Lowest zoom with tiles.
    pub min_zoom: u8,
    /// Deepest zoom with tiles; deeper views enlarge these.
    pub max_zoom: u8,
    /// CSS pixels a tile covers at its own zoom: 512 in MapLibre's world, 256 for tiles that are made
    /// to be shown like raster tiles, as Kartotherian does.
    pub tile_size: u32,
}

impl Default for SourceInfo {
    fn default() -> Self {
        Self { min_zoom: 0, max_zoom: 22, tile_size: 512 }
    }
}

impl SourceInfo {
    /// What a style says of its source.
    pub fn of(source: &Source) -> Self {
        let default = match source.kind() {
            // What `geojson-vt` cuts down to.
            SourceType::GeoJson => 18,
            _ => 22,
        };
        // Only image tiles are shown at another size; MapLibre takes vector tiles for 512 pixels.
        let sized = matches!(source.kind(), SourceType::Raster | SourceType::RasterDem);
        Self {
            min_zoom: source.min_zoom.unwrap_or(0),
            max_zoom: source.max_zoom.unwrap_or(default),
            tile_size: source.tile_size.filter(|_| sized).unwrap_or(512),
        }
    }

    /// Whether `tile` touches the box (west, south, east, north in degrees).
    pub fn within(tile: TileId, [west, south, east, north]: [f64; 4]) -> bool {
        let across = f64::from(tile.across());
        let (x0, y0) = LonLat { lon: west, lat: north }.to_unit();
        let (x1, y1) = LonLat { lon: east, lat: south }.to_unit();
        let (x, y) = (f64::from(tile.x()), f64::from(tile.y()));
        x + 1.0 > x0 * across && x < x1 * across && y + 1.0 > y0 * across && y < y1 * across
    }

    /// The zoom of the tiles that `view` shows; `None` where there are none yet.
    pub fn zoom_for(&self, view: &View, kind: SourceType) -> Option<u8> {
        let zoom = view.zoom + (512.0 / f64::from(self.tile_size.max(1))).log2();
        // Images look best at the nearest zoom, vectors never lack detail at the lower one (MapLibre's
        // `coveringZoomLevel`).
        let zoom = match kind {
            SourceType::Raster | SourceType::RasterDem => (zoom + 0.5).floor(),
            _ => (zoom + 1e-9).floor(),
        };
        let zoom = zoom.clamp(0.0, f64::from(self.max_zoom.min(crate::tile::MAX_ZOOM))) as u8;
        (zoom >= self.min_zoom).then_some(zoom)
    }
}

/// One tile to be fetched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// Name of the source in the style.
    pub source: String,
    /// The tile.
    pub tile: TileId,
}

/// The tiles that drawing `view` takes. Sources of labels are covered `margin` CSS pixels beyond the
/// view, so that labels which reach into it are known. Every tile once, in a fixed order.
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
        let reach = match &layer.kind {
            LayerKind::Symbol(_) => margin,
            LayerKind::Hillshade(_) => reach::of_terrain(source, view, z),
            _ => reach::of(layer, view),
        };
        let area = if reach > 0.0 { view.grown(reach) } else { *view };
        all.extend(area.cover(z).into_iter().map(|(tile, _)| Need { source: input.source.clone(), tile }));
    }
    all.into_iter().collect()
}
