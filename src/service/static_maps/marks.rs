//! The overlay of a request, in its spelling.

use crate::{
    overlay::{Overlay, OverlayLimits, from_geojson},
    settings::StaticMapSettings,
};

use super::{error::StaticMapError, request::StaticMapRequest};

/// Reads everything that a request shows on top of the map.
pub(super) fn overlay(request: &StaticMapRequest, settings: &StaticMapSettings) -> Result<Overlay, StaticMapError> {
    let limits = OverlayLimits { points: settings.points, markers: settings.markers };
    let mut overlay = Overlay::default();
    let options = &request.options;
    for geojson in &options.geojson {
        overlay.append(from_geojson(geojson, &limits)?, &limits)?;
    }
    for text in options.all("geojson") {
        let json = serde_json::from_str(text);
        let json = json.map_err(|_| StaticMapError::Invalid("geojson is not JSON".to_owned()))?;
        overlay.append(from_geojson(&json, &limits)?, &limits)?;
    }
    Ok(overlay)
}
