//! `/fonts/{stack}/{range}.pbf`: glyphs, for MapLibre GL in a browser.

use http::StatusCode;

use super::{
    reply::{self, Reply},
    request_parts::RequestParts,
    site::Site,
    sprites::long_lived,
};

/// Glyphs of 256 characters.
pub(super) async fn glyphs(site: &Site, request: &RequestParts<'_>, stack: &str, first: u32) -> Reply {
    match site.service.glyphs(stack, first, request.accepts).await {
        Ok(Some(body)) => reply::stored(request, &body, long_lived()),
        Ok(None) => reply::error(StatusCode::NOT_FOUND, "There is no such font"),
        // Not the 400 that tiles get: a map that gets a 400 shows no text from then on.
        Err(error) => reply::error(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
    }
}
