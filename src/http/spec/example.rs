//! The example tile of a source: a tile that exists and that is made quickly even if nothing is cached.

use crate::{
    service::{ServedSource, Service},
    settings::{MissingTile, SourceKind},
    source::TileInfo,
    tile::{LonLat, MAX_ZOOM},
};

/// At this zoom, tiles from a database are small and quick to make; at zoom 0, a tile covers the world.
const STREETS: u8 = 14;

/// Zoom, column and row of the example tile of `source`.
///
/// It is at the center that `info.json` names if that is within the bounds, otherwise in the middle of the bounds.
/// Archives and directories have tiles at their lowest zoom; databases answer for every tile, so a zoom at which tiles
/// are cheap is used for them.
pub(crate) fn tile(service: &Service, source: &ServedSource) -> (u8, u32, u32) {
    let settings = &source.settings;
    let info = TileInfo::from_json(&source.info);
    // A drawn tile shows the vector tile of the previous zoom.
    let deeper = u8::from(source.is_drawn() && info.min_zoom.is_some_and(|zoom| zoom > 0));
    let last = match info.max_zoom.filter(|_| !source.is_drawn()) {
        Some(deepest) => settings.max_zoom.unwrap_or(MAX_ZOOM).min(deepest),
        None => settings.max_zoom.unwrap_or(MAX_ZOOM),
    };
    let first = settings.min_zoom.unwrap_or(0).max(info.min_zoom.unwrap_or(0) + deeper).min(last);
    // If empty tiles are answered with another status, only the lowest zoom is sure to have content.
    let any_will_do = service.answers().missing_tile != MissingTile::NoContent;
    let zoom = if any_will_do && is_made_by_databases(service, source) { STREETS.clamp(first, last) } else { first };
    let (x, y) = middle(&info).to_unit();
    let across = f64::from(1u32 << zoom.min(MAX_ZOOM));
    // Clamped to the zoom's tiles, so the conversion is exact.
    let index = |unit: f64| (unit * across).floor().clamp(0.0, across - 1.0) as u32;
    (zoom, index(x), index(y))
}

fn middle(info: &TileInfo) -> LonLat {
    let bounds = info.bounds.unwrap_or([-180.0, -85.0, 180.0, 85.0]);
    let [west, south, east, north] = bounds;
    // West of bounds that cross the antimeridian is greater than their east.
    let width = if east < west { east - west + 360.0 } else { east - west };
    if let Some([lon, lat, _]) = info.center {
        let from_west = (lon - west).rem_euclid(360.0);
        if from_west <= width && (south..=north).contains(&lat) {
            return LonLat { lon, lat };
        }
    }
    let lon = west + width / 2.0;
    LonLat { lon: if lon > 180.0 { lon - 360.0 } else { lon }, lat: (south + north) / 2.0 }
}

/// Whether all data of `source` comes from PostGIS.
fn is_made_by_databases(service: &Service, source: &ServedSource) -> bool {
    let inputs = service.sources().with_inputs(source);
    let mut leaves = inputs.iter().filter(|input| input.settings.kind.references().is_empty()).peekable();
    leaves.peek().is_some() && leaves.all(|leaf| matches!(leaf.settings.kind, SourceKind::Postgis(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(bounds: Option<[f64; 4]>, center: Option<[f64; 3]>) -> (f64, f64) {
        let LonLat { lon, lat } = middle(&TileInfo { bounds, center, ..TileInfo::default() });
        (lon, lat)
    }

    #[test]
    fn the_example_is_at_the_center_if_that_is_inside_the_bounds() {
        let bounds = Some([9.0, 47.0, 10.0, 48.0]);
        assert_eq!(at(bounds, Some([9.6, 47.1, 12.0])), (9.6, 47.1));
        assert_eq!(at(bounds, Some([0.0, 0.0, 2.0])), (9.5, 47.5));
        assert_eq!(at(None, Some([-120.0, 40.0, 2.0])), (-120.0, 40.0));
        assert_eq!(at(None, None), (0.0, 0.0));
    }

    #[test]
    fn bounds_may_cross_the_antimeridian() {
        assert_eq!(at(Some([170.0, -20.0, -170.0, -10.0]), None), (180.0, -15.0));
        assert_eq!(at(Some([170.0, -20.0, -150.0, -10.0]), None), (-170.0, -15.0));
        assert_eq!(at(Some([170.0, -20.0, -150.0, -10.0]), Some([-175.0, -12.0, 3.0])), (-175.0, -12.0));
    }
}
