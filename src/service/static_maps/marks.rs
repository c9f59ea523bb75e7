//! The overlay of a request, in its spelling.

use crate::{
    overlay::{
        CoordinateOrder, Overlay, OverlayLimits, PathStyle, add_mapbox, add_marker, add_path, add_text, from_geojson,
    },
    settings::StaticMapSettings,
};

use super::{error::StaticMapError, options::StaticMapOptions};

/// Reads everything that a request shows on top of the map: what its options say, and `in_path` in Mapbox's form.
pub(super) fn overlay(
    options: &StaticMapOptions,
    in_path: &str,
    settings: &StaticMapSettings,
) -> Result<Overlay, StaticMapError> {
    let limits = OverlayLimits { points: settings.points, markers: settings.markers };
    let mut overlay = Overlay::default();
    for geojson in &options.geojson {
        overlay.append(from_geojson(geojson, &limits)?, &limits)?;
    }
    for text in options.all("geojson") {
        let json = serde_json::from_str(text);
        let json = json.map_err(|_| StaticMapError::Invalid("geojson is not JSON".to_owned()))?;
        overlay.append(from_geojson(&json, &limits)?, &limits)?;
    }
    let order = if options.is_on("latlng") { CoordinateOrder::LatLon } else { CoordinateOrder::LonLat };
    let mut style = PathStyle::default();
    for key in PathStyle::KEYS {
        if let Some(value) = options.get(key) {
            style.set(key, value)?;
        }
    }
    options.all("path").try_for_each(|path| add_path(path, &style, order, &limits, &mut overlay))?;
    add_mapbox(in_path, &limits, &mut overlay)?;
    options.all("marker").try_for_each(|marker| add_marker(marker, order, &limits, &mut overlay))?;
    options.all("text").try_for_each(|text| add_text(text, order, &limits, &mut overlay))?;
    Ok(overlay)
}
