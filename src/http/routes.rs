//! Routing: chooses the handler of a request.

use http::Method;
use hyper::body::Body;

use crate::source::geoshape::ShapeKind;

use super::{
    about,
    body::{self, RequestBody},
    errors, glyphs,
    handled::{Handled, Subject},
    img, info, markers, methods,
    path::{self, NoRoute, Route, ServiceField},
    request_parts::RequestParts,
    root, shapes,
    site::Site,
    sprites, static_files, static_map, style, tiles,
};

/// Answers `request`, which announces its `body`.
pub(super) async fn handle<B>(
    site: &Site,
    request: &RequestParts<'_>,
    announced: Option<RequestBody>,
    body: B,
) -> Handled
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    if !methods::is_known(request.method) {
        return Handled::malformed();
    }
    match (request.method, request.path) {
        (&Method::OPTIONS, "*") => return Handled::new("options", errors::options(true)),
        (&Method::CONNECT, _) => return Handled::new("none", errors::no_tunnel()),
        _ => {}
    }
    let route = match route_of(site, request.path) {
        Ok(route) if is_offered(site, &route) => route,
        Err(NoRoute::Encoding) => return Handled::new("none", errors::bad_path(request.path)),
        _ => return Handled::new("none", errors::not_found(request.method, request.path)),
    };
    if let Route::StaticMap(path) = &route
        && request.method == Method::POST
    {
        let limit = site.service.settings().karto.static_maps.body_bytes;
        let (reply, subject) = match body::read(body, limit, site.service.body_memory().requests()).await {
            Ok(body) => static_map::static_map(site, request, path, &body.bytes).await,
            Err(problem) => (errors::unread_body(problem, limit), Subject::default()),
        };
        return Handled::new("static_map", reply).about(subject);
    }
    if let Some(body) = announced {
        return Handled::new("none", errors::unwanted_body(body));
    }
    let allows_post = matches!(route, Route::StaticMap(_));
    match *request.method {
        Method::GET | Method::HEAD => {}
        // As in Kartotherian, the home page is named to every method.
        _ if route == Route::Service(ServiceField::Home) => {}
        Method::OPTIONS => return Handled::new("options", errors::options(allows_post)),
        _ => return Handled::new("none", errors::wrong_method(allows_post)),
    }
    get(site, request, route).await
}

/// The route of `path`. Files of configured folders are found before sources, but after karto's own files.
fn route_of<'a>(site: &'a Site, path: &'a str) -> Result<Route<'a>, NoRoute> {
    match (path::route(path), site.service.static_path(path)) {
        (Ok(_) | Err(NoRoute::Unknown), Some(file)) if !path::is_asset(path) => Ok(Route::Static(file)),
        (route, _) => route,
    }
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
        Route::Img(path) => {
            let (reply, subject) = img::img(site, request, &path).await;
            Handled::new("img", reply).about(subject)
        }
        Route::StaticMap(path) => {
            let (reply, subject) = static_map::static_map(site, request, &path, &[]).await;
            Handled::new("static_map", reply).about(subject)
        }
        Route::Static(path) => Handled::new("static", static_files::file(site, request, path).await),
        Route::Marker(marker) => {
            let (reply, subject) = markers::marker(site, request, &marker).await;
            Handled::new("marker", reply).about(subject)
        }
        Route::Shapes(kind) => {
            let (reply, subject) = shapes::shapes(site, request, kind).await;
            Handled::new(kind.name(), reply).about(subject)
        }
    }
}

/// Whether the configuration enables the route.
fn is_offered(site: &Site, route: &Route<'_>) -> bool {
    let handlers = &site.service.settings().handlers;
    // In Kartotherian, a single letter cannot be a source. In karto it can, if such a source exists.
    let is_source = |source: &str| source.len() > 1 || site.service.public_source(source).is_ok();
    match route {
        Route::Img(_) => handlers.snapshots,
        Route::StaticMap(_) => site.service.settings().karto.static_maps.enabled,
        Route::Marker(_) => handlers.markers,
        Route::Shapes(ShapeKind::Point) => handlers.geoshapes.as_ref().is_some_and(|shapes| shapes.enable_geopoints),
        Route::Shapes(_) => handlers.geoshapes.is_some(),
        Route::Tile(path) => is_source(&path.source),
        Route::Info { source } | Route::Style { source } => is_source(source),
        _ => true,
    }
}
