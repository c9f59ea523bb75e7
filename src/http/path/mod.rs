//! Which route a path names. Routing ignores case and one trailing slash; source names, formats and
//! scales keep theirs.
//!
//! The shapes are those of the original's patterns as its router reads them. `(…*)` there means "anything
//! from here", so a source's name may swallow slashes and dots: `/osm-intl//1/0/0.png` is a tile of the
//! unknown source `osm-intl/`, not an unknown path.

mod encoding;
mod route;
mod source;
mod style_files;
#[cfg(test)]
mod tests;

pub(super) use route::{NoRoute, Route, ServiceField, SpritePath, TilePath};

use super::pages;

/// The route of `path`, which starts with `/` and is still percent-encoded.
pub(super) fn route(path: &str) -> Result<Route<'_>, NoRoute> {
    if !encoding::is_valid(path) {
        return Err(NoRoute::Encoding);
    }
    let bare = path.strip_suffix('/').unwrap_or(path);
    let folded = bare.to_ascii_lowercase();
    let route = match folded.as_str() {
        // The original served its page under its file's name too.
        "" | "/index.html" => Route::Root,
        "/robots.txt" => Route::Robots,
        "/_info" => Route::Service(ServiceField::All),
        "/_info/name" => Route::Service(ServiceField::Name),
        "/_info/version" => Route::Service(ServiceField::Version),
        "/_info/home" => Route::Service(ServiceField::Home),
        "/geoshape" | "/geoline" | "/geopoint" | "/shape" => Route::Geoshape,
        _ => {
            return style_files::route(bare, &folded)
                .or_else(|| source::route(bare, &folded))
                .or_else(|| handler(path, &folded))
                .ok_or(NoRoute::Unknown);
        }
    };
    // `//` is a path of its own.
    if path.starts_with("//") { Err(NoRoute::Unknown) } else { Ok(route) }
}

fn handler<'a>(path: &'a str, folded: &str) -> Option<Route<'a>> {
    if folded.starts_with("/img/") {
        Some(Route::Snapshot)
    } else if folded.starts_with("/v4/marker/") {
        Some(Route::Marker)
    } else {
        pages::exists(path).then_some(Route::Asset(path))
    }
}
