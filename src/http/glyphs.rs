//! `/fonts/{stack}/{range}.pbf`: glyphs, for MapLibre GL in a browser.

use http::StatusCode;

use super::{
    reply::{self, Reply},
    request_parts::RequestParts,
    site::Site,
    sprites::long_lived,
};

/// The glyphs of the 256 characters from `first` on, as a protocol buffer.
pub(super) async fn glyphs(site: &Site, request: &RequestParts<'_>, stack: &str, first: u32) -> Reply {
    match site.service.glyphs(stack, first, request.accepts, site.client(request)).await {
        Ok(Some(body)) => reply::stored(request, &body, long_lived()),
        Ok(None) => reply::error(StatusCode::NOT_FOUND, "There is no such font"),
        // Not 400 as for tiles: after a 400, MapLibre GL does not request the range again and shows no text.
        Err(error) => reply::error(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
    }
}
