//! What MapLibre GL in a browser needs to draw the maps itself: `/{source}/style.json`, `/fonts/…`, `/sprites/…`.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use crate::{
    service::{Content, WORTH_PACKING, coding::pack},
    source::Encoding,
    tile::Lang,
};

use super::{
    Site,
    ask::Ask,
    path::SpritePath,
    reply::{self, Reply, kept_text, lay_over, set},
};

/// How long clients keep glyphs and sprites without asking: they change with the binary or the configuration.
const CACHING: &str = "public, max-age=3600";

/// The style of a drawn source, with karto's own addresses in it.
pub fn style(site: &Site, ask: &Ask<'_>, source: &str) -> Reply {
    let source = match site.service.public_source(source) {
        Ok(source) => source,
        Err(error) => return reply::tile_error(&error, site.service.answers()),
    };
    let lang = ask.query.lang();
    let lang = lang.as_deref().filter(|lang| Lang::parse(lang).is_ok());
    let Some(document) = site.service.style_document(source, &site.base_url(ask), lang) else {
        return reply::error(StatusCode::NOT_FOUND, "This source has no style, or its tiles are not public");
    };
    let mut headers = HeaderMap::new();
    let server = &site.service.settings().server;
    lay_over(&mut headers, &server.default_headers);
    lay_over(&mut headers, &source.settings.default_headers);
    let content = kept_text(&Value::Object(document).to_string(), "application/json; charset=utf-8");
    let mut reply = reply::text(ask, &content, headers);
    // Made on request, so its time says nothing.
    reply.headers_mut().remove(header::LAST_MODIFIED);
    lay_over(reply.headers_mut(), &server.override_headers);
    lay_over(reply.headers_mut(), &source.settings.override_headers);
    reply
}

/// Glyphs of 256 characters.
pub async fn glyphs(site: &Site, ask: &Ask<'_>, stack: &str, first: u32) -> Reply {
    match site.service.glyphs(stack, first).await {
        Ok(Some(content)) => reply::text(ask, &content, lasting()),
        Ok(None) => reply::error(StatusCode::NOT_FOUND, "There is no such font"),
        // Not the 400 that tiles have for it: a map that gets one shows no text for good.
        Err(error) => reply::error(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
    }
}

/// A sprite's index or image.
pub fn sprite(site: &Site, ask: &Ask<'_>, path: &SpritePath<'_>) -> Reply {
    let source = match site.service.public_source(&path.source) {
        Ok(source) => source,
        Err(error) => return reply::tile_error(&error, site.service.answers()),
    };
    let Some(files) = site.service.sprite(source, &path.sprite, path.double) else {
        return reply::error(StatusCode::NOT_FOUND, "There is no such sprite");
    };
    let content = if path.image {
        Content { recodable: false, ..Content::new(files.png.1.clone(), Encoding::Identity, "image/png") }
    } else {
        let json = &files.json.1;
        let packed = (json.len() >= WORTH_PACKING).then(|| pack(json, Encoding::Gzip).ok()).flatten();
        let (body, encoding) = packed.map_or((json.clone(), Encoding::Identity), |packed| (packed, Encoding::Gzip));
        Content::new(body, encoding, "application/json; charset=utf-8")
    };
    let mut reply = reply::text(ask, &content, lasting());
    reply.headers_mut().remove(header::LAST_MODIFIED);
    reply
}

fn lasting() -> HeaderMap {
    let mut headers = HeaderMap::new();
    set(&mut headers, header::CACHE_CONTROL, CACHING);
    headers
}
