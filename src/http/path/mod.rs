//! Maps paths to routes. Fixed parts of a path match in any case, and one trailing slash is ignored; source names,
//! formats and scales keep their case.
//!
//! Paths match as Kartotherian's router interprets its patterns. `(…*)` in them means "anything from here", so a
//! source's name may contain slashes and dots: `/osm-intl//1/0/0.png` is a tile of the unknown source `osm-intl/`, not
//! an unknown path.

mod encoding;
mod img;
mod marker;
mod picture_size;
mod route;
mod source;
mod static_map;
mod style_files;
#[cfg(test)]
mod tests;

pub(super) use route::{ImgPath, NoRoute, Route, ServiceField, SpritePath, StaticMapPath, TilePath};

use super::pages;
use crate::source::geoshape::ShapeKind;

pub(super) use super::pages::exists as is_asset;

/// The route of `path`, which starts with `/` and is still percent-encoded.
pub(super) fn route(path: &str) -> Result<Route<'_>, NoRoute> {
    if !encoding::is_valid(path) {
        return Err(NoRoute::Encoding);
    }
    let bare = path.strip_suffix('/').unwrap_or(path);
    let folded = bare.to_ascii_lowercase();
    let route = match folded.as_str() {
        // Kartotherian also serves its page under the name of the file.
        "" | "/index.html" => Route::Root,
        "/robots.txt" => Route::Robots,
        "/_info" => Route::Service(ServiceField::All),
        "/_info/name" => Route::Service(ServiceField::Name),
        "/_info/version" => Route::Service(ServiceField::Version),
        "/_info/home" => Route::Service(ServiceField::Home),
        "/geoshape" | "/shape" => Route::Shapes(ShapeKind::Area),
        "/geoline" => Route::Shapes(ShapeKind::Line),
        "/geopoint" => Route::Shapes(ShapeKind::Point),
        _ => {
            return style_files::route(bare, &folded)
                .or_else(|| img::route(bare, &folded))
                .or_else(|| static_map::route(bare, &folded))
                .or_else(|| source::route(bare, &folded))
                .or_else(|| marker::request(bare, &folded).map(Route::Marker))
                .or_else(|| pages::exists(path).then_some(Route::Asset(path)))
                .ok_or(NoRoute::Unknown);
        }
    };
    // `//` is not `/` with a trailing slash.
    if path.starts_with("//") { Err(NoRoute::Unknown) } else { Ok(route) }
}
