//! Routing: chooses the handler of a request.

use http::Method;

use crate::service::TileError;

use super::{
    about,
    body::RequestBody,
    errors, glyphs,
    handled::{Handled, Subject},
    info, methods,
    path::{self, NoRoute, Route, ServiceField},
    reply::{self, Reply},
    request_parts::RequestParts,
    root,
    site::Site,
    sprites, style, tiles,
};

/// Answers `request`, which announces `body`.
pub(super) async fn handle(site: &Site, request: &RequestParts<'_>, body: Option<RequestBody>) -> Handled {
    if !methods::is_known(request.method) {
        return Handled::malformed();
    }
    let route = match path::route(request.path) {
        Ok(route) if is_offered(site, &route) => route,
        Err(NoRoute::Encoding) => return Handled::new("none", errors::bad_path(request.path)),
        _ => return Handled::new("none", errors::not_found(request.method, request.path)),
    };
    if let Some(body) = body {
        return Handled::new("none", errors::unwanted_body(body));
    }
    match *request.method {
        Method::GET | Method::HEAD => {}
        // As in Kartotherian, the home page is named to every method.
        _ if route == Route::Service(ServiceField::Home) => {}
        Method::OPTIONS => return Handled::new("options", errors::options()),
        _ => return Handled::new("none", errors::wrong_method()),
    }
    get(site, request, route).await
}

/// Answers GET and HEAD.
async fn get(site: &Site, request: &RequestParts<'_>, route: Route<'_>) -> Handled {
    match route {
        Route::Tile(path) => {
            let (reply, subject) = tiles::tile(site, request, &path).await;
            Handled::new("tile", reply).about(subject)
        }
        Route::Info { source } => {
            let (reply, subject) = info::info(site, request, &source).await;
            Handled::new("info", reply).about(subject)
        }
        Route::Style { source } => {
            let subject = Subject::source(&site.service.public_source(&source));
            Handled::new("style", style::style(site, request, &source).await).about(subject)
        }
        Route::Glyphs { stack, first } => Handled::new("glyphs", glyphs::glyphs(site, request, &stack, first).await),
        Route::Sprite(path) => Handled::new("sprite", sprites::sprite(site, request, &path).await),
        Route::Root if request.query.has("spec") => Handled::new("spec", root::spec(site, request).await),
        Route::Root if request.query.has("doc") => Handled::new("doc", root::doc(site, request).await),
        Route::Root => Handled::new("page", root::page(site, request).await),
        Route::Robots => Handled::new("robots", about::robots()),
        Route::Service(field) => Handled::new("about", about::service(field, &site.service.settings().hash)),
        Route::Asset(path) => Handled::new("asset", root::asset(site, request, path).await),
        Route::Snapshot => Handled::new("img", not_available(site, "Snapshots")),
        Route::Marker => Handled::new("marker", not_available(site, "Markers")),
        Route::Geoshape => Handled::new("geoshape", not_available(site, "Geoshapes")),
    }
}

/// Whether the configuration enables the route.
fn is_offered(site: &Site, route: &Route<'_>) -> bool {
    let handlers = &site.service.settings().handlers;
    // In Kartotherian, a single letter cannot be a source. In karto it can, if such a source exists.
    let is_source = |source: &str| source.len() > 1 || site.service.public_source(source).is_ok();
    match route {
        Route::Snapshot => handlers.snapshots,
        Route::Marker => handlers.markers,
        Route::Geoshape => handlers.geoshapes.is_some(),
        Route::Tile(path) => is_source(&path.source),
        Route::Info { source } | Route::Style { source } => is_source(source),
        _ => true,
    }
}

fn not_available(site: &Site, what: &'static str) -> Reply {
    reply::tile_error(&TileError::NotAvailable(what), site.service.answers())
}
