//! Zoom range and tile size of a source.

use crate::{
    render::view::{View, WORLD},
    style::{Source, SourceType},
    tile::{LonLat, TileId},
};

/// The properties of a source that determine which of its tiles are used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourceInfo {
    /// Lowest zoom with tiles.
    pub min_zoom: u8,
    /// Deepest zoom with tiles; deeper views overzoom them.
    pub max_zoom: u8,
    /// CSS pixels per tile at its own zoom: 512 in MapLibre's world, 256 for tiles that are shown like raster tiles, as
    /// in Kartotherian.
    pub tile_size: u32,
}

impl Default for SourceInfo {
    fn default() -> Self {
        Self { min_zoom: 0, max_zoom: 22, tile_size: 512 }
    }
}

impl SourceInfo {
    /// The information in a style about its source.
    pub fn of(source: &Source) -> Self {
        let default = match source.kind() {
            // The maximum zoom of `geojson-vt`.
            SourceType::GeoJson => 18,
            _ => 22,
        };
        // Only raster tiles may have another size; MapLibre treats vector tiles as 512 pixels wide.
        let sized = matches!(source.kind(), SourceType::Raster | SourceType::RasterDem);
        Self {
            min_zoom: source.min_zoom.unwrap_or(0),
            max_zoom: source.max_zoom.unwrap_or(default),
            tile_size: source.tile_size.filter(|_| sized).unwrap_or(512),
        }
    }

    /// Whether `tile` intersects the box (west, south, east, north in degrees).
    pub fn within(tile: TileId, [west, south, east, north]: [f64; 4]) -> bool {
        let across = f64::from(tile.across());
        let (x0, y0) = LonLat { lon: west, lat: north }.to_unit();
        let (x1, y1) = LonLat { lon: east, lat: south }.to_unit();
        let (x, y) = (f64::from(tile.x()), f64::from(tile.y()));
        x + 1.0 > x0 * across && x < x1 * across && y + 1.0 > y0 * across && y < y1 * across
    }

    /// The zoom of the tiles that `view` shows; `None` if it is below the source's minimum zoom.
    pub fn zoom_for(&self, view: &View, kind: SourceType) -> Option<u8> {
        let zoom = view.zoom + (WORLD / f64::from(self.tile_size.max(1))).log2();
        // Raster tiles look best at the nearest zoom; vector tiles have enough detail at the lower one (MapLibre's
        // `coveringZoomLevel`).
        let zoom = match kind {
            SourceType::Raster | SourceType::RasterDem => (zoom + 0.5).floor(),
            _ => (zoom + 1e-9).floor(),
        };
        let zoom = zoom.clamp(0.0, f64::from(self.max_zoom.min(crate::tile::MAX_ZOOM))) as u8;
        (zoom >= self.min_zoom).then_some(zoom)
    }
}
