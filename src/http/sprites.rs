//! `/sprites/{source}/{sprite}[@2x].{json,png}`: the images of a style, for MapLibre GL in a browser.

use http::{HeaderMap, StatusCode, header};

use super::{
    path::SpritePath,
    reply::{self, Reply, set},
    request_parts::RequestParts,
    site::Site,
};

/// How long clients may use glyphs and sprites without revalidation. They change only with the binary or configuration.
const CACHING: &str = "public, max-age=3600";

/// The index or image of a sprite.
pub(super) async fn sprite(site: &Site, request: &RequestParts<'_>, path: &SpritePath<'_>) -> Reply {
    let source = match site.service.public_source(&path.source) {
        Ok(source) => source,
        Err(error) => return reply::tile_error(&error, site.service.answers()),
    };
    match site.service.sprite(source, &path.sprite, path.double, path.image) {
        Some(body) => reply::undated(reply::recoded(&site.service, request, body, long_lived()).await),
        None => reply::error(StatusCode::NOT_FOUND, "There is no such sprite"),
    }
}

/// The caching headers of glyphs and sprites.
pub(super) fn long_lived() -> HeaderMap {
    let mut headers = HeaderMap::new();
    set(&mut headers, header::CACHE_CONTROL, CACHING);
    headers
}
