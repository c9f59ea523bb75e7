//! `/{source}/style.json`: the style of a drawn source, for MapLibre GL in a browser.

use http::StatusCode;

use crate::tile::Lang;

use super::{
    reply::{self, ConfiguredHeaders, Reply},
    request_parts::RequestParts,
    site::Site,
};

/// The style of a drawn source, in which URLs lead to karto.
pub(super) async fn style(site: &Site, request: &RequestParts<'_>, source: &str) -> Reply {
    let source = match site.service.public_source(source) {
        Ok(source) => source,
        Err(error) => return reply::tile_error(&error, site.service.answers()),
    };
    let lang = request.query.lang().filter(|lang| Lang::parse(lang).is_ok()).map(Into::into);
    let configured = ConfiguredHeaders::of(&site.service, source);
    match site.service.style_json(source, site.base_url(request), lang, request.accepts).await {
        Ok(Some(body)) => {
            let mut reply = reply::undated(reply::stored(request, &body, configured.defaults()));
            site.vary_by_base_url(&mut reply);
            configured.override_in(&mut reply);
            reply
        }
        Ok(None) => reply::error(StatusCode::NOT_FOUND, "This source has no style, or its tiles are not public"),
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}
