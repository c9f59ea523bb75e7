//! Which route a path names. Routing ignores case and one trailing slash; source names, formats and
//! scales keep theirs.
//!
//! The shapes are those of the original's patterns as its router reads them. `(…*)` there means "anything
//! from here", so a source's name may swallow slashes and dots: `/osm-intl//1/0/0.png` is a tile of the
//! unknown source `osm-intl/`, not an unknown path.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route<'a> {
    /// `/`
    Root,
    /// `/robots.txt`
    Robots,
    /// `/_info`
    Service(ServiceField),
    /// `/{source}/info.json`
    Info {
        /// The source's name, decoded.
        source: Cow<'a, str>,
    },
    /// `/{source}/style.json`
    Style {
        /// The source's name, decoded.
        source: Cow<'a, str>,
    },
    /// `/fonts/{stack}/{range}.pbf`
    Glyphs {
        /// Names of fonts with commas between them, decoded.
        stack: Cow<'a, str>,
        /// The first of the 256 characters asked for.
        first: u32,
    },
    /// `/sprites/{source}/{sprite}[@2x].{json,png}`
    Sprite(SpritePath<'a>),
    /// `/{source}/{z}/{x}/{y}[@{scale}x].{format}`
    Tile(TilePath<'a>),
    /// `/img/…`: snapshots.
    Snapshot,
    /// `/v4/marker/…`: markers.
    Marker,
    /// `/geoshape`, `/geoline`, `/geopoint`, `/shape`: outlines by Wikidata id.
    Geoshape,
    /// One of our own files.
    Asset(&'a str),
}

/// What of the service is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceField {
    /// Everything.
    All,
    /// Its name.
    Name,
    /// Its version.
    Version,
    /// Its home page.
    Home,
}

/// The parts of a sprite's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpritePath<'a> {
    /// The name of the drawn source, decoded.
    pub source: Cow<'a, str>,
    /// The sprite's id, decoded.
    pub sprite: Cow<'a, str>,
    /// Whether the one for dense screens is asked for.
    pub double: bool,
    /// Whether its image is asked for, not its index.
    pub image: bool,
}

/// The parts of a tile's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TilePath<'a> {
    /// The source's name, decoded.
    pub source: Cow<'a, str>,
    /// Digits.
    pub z: &'a str,
    /// Digits.
    pub x: &'a str,
    /// Digits.
    pub y: &'a str,
    /// Digits and dots.
    pub scale: Option<&'a str>,
    /// Letters, digits, `_`.
    pub format: &'a str,
}

/// Why a path leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRoute {
    /// Nothing there.
    Unknown,
    /// `%` not followed by two hex digits, or bytes that are no UTF-8.
    Encoding,
}

/// The route of `path`, which starts with `/` and is still percent-encoded.
pub fn route(path: &str) -> Result<Route<'_>, NoRoute> {
    if !is_well_encoded(path) {
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
            return of_style(bare, &folded)
                .or_else(|| of_source(bare, &folded))
                .or_else(|| handler(path, &folded))
                .ok_or(NoRoute::Unknown);
        }
    };
    // `//` is a path of its own.
    if path.starts_with("//") { Err(NoRoute::Unknown) } else { Ok(route) }
}

/// `/fonts/…` and `/sprites/…`: what styles in browsers need besides tiles.
fn of_style<'a>(bare: &'a str, folded: &str) -> Option<Route<'a>> {
    let decoded = |part: &'a str| percent_decode_str(part).decode_utf8().ok();
    let (_, rest) = bare.get(1..)?.split_once('/')?;
    let (second, last) = rest.split_once('/').filter(|(_, last)| !last.contains('/'))?;
    if folded.starts_with("/fonts/") {
        let (from, to) = last.strip_suffix(".pbf")?.split_once('-')?;
        let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
        let whole = from % 256 == 0 && from < 0x1_0000 && to == from + 255;
        return whole.then_some(Route::Glyphs { stack: decoded(second)?, first: from });
    }
    if !folded.starts_with("/sprites/") {
        return None;
    }
    // `@` may come escaped.
    let last = decoded(last)?;
    let (name, image) = match last.strip_suffix(".json") {
        Some(name) => (name, false),
        None => (last.strip_suffix(".png")?, true),
    };
    let (name, double) = match name.strip_suffix("@2x") {
        Some(name) => (name, true),
        None => (name, false),
    };
    Some(Route::Sprite(SpritePath { source: decoded(second)?, sprite: name.to_owned().into(), double, image }))
}

fn of_source<'a>(bare: &'a str, folded: &str) -> Option<Route<'a>> {
    if folded.ends_with("/style.json") {
        let source = source(bare.get(..bare.len() - "/style.json".len())?)?;
        return Some(Route::Style { source });
    }
    if folded.ends_with("/info.json") {
        let source = source(bare.get(..bare.len() - "/info.json".len())?)?;
        return Some(Route::Info { source });
    }
    let mut parts = bare.rsplitn(4, '/');
    let (last, x, z, source_part) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let (y, rest) = last.split_at(last.bytes().take_while(u8::is_ascii_digit).count());
    let (scale, format) = match rest.strip_prefix('@') {
        None => (None, rest.strip_prefix('.')?),
        Some(rest) => {
            let (scale, rest) = rest.split_at(rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count());
            let format = rest.strip_prefix(['x', 'X'])?.strip_prefix('.')?;
            (Some(scale).filter(|s| !s.is_empty()), format)
        }
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_word = !format.is_empty() && format.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if rest.starts_with('@') && scale.is_none() || !is_word || ![z, x, y].into_iter().all(is_number) {
        return None;
    }
    Some(Route::Tile(TilePath { source: source(source_part)?, z, x, y, scale, format }))
}

/// `/`, a letter, `-`, letter, digit or `_`, and anything: what the original takes for a source's name.
fn source(part: &str) -> Option<Cow<'_, str>> {
    let name = part.strip_prefix('/')?;
    let mut bytes = name.bytes();
    let starts_well = bytes.next()?.is_ascii_alphabetic()
        && bytes.next().is_none_or(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if starts_well { percent_decode_str(name).decode_utf8().ok() } else { None }
}

fn handler<'a>(path: &'a str, folded: &str) -> Option<Route<'a>> {
    if folded.starts_with("/img/") {
        Some(Route::Snapshot)
    } else if folded.starts_with("/v4/marker/") {
        Some(Route::Marker)
    } else {
        super::assets::find(path).map(|_| Route::Asset(path))
    }
}

/// Whether every `%` starts an escape and the decoded bytes are UTF-8.
fn is_well_encoded(path: &str) -> bool {
    let mut rest = path.as_bytes();
    while let Some(at) = rest.iter().position(|b| *b == b'%') {
        match rest.get(at + 1..at + 3) {
            Some(hex) if hex.iter().all(u8::is_ascii_hexdigit) => rest = rest.get(at + 3..).unwrap_or_default(),
            _ => return false,
        }
    }
    percent_decode_str(path).decode_utf8().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(path: &str) -> Option<(String, String, Option<String>, String)> {
        match route(path) {
            Ok(Route::Tile(t)) => {
                let numbers = format!("{}/{}/{}", t.z, t.x, t.y);
                Some((t.source.into(), numbers, t.scale.map(Into::into), t.format.into()))
            }
            _ => None,
        }
    }

    #[test]
    fn a_tile_has_a_source_three_numbers_a_scale_and_a_format() {
        let expected = |scale: Option<&str>, format: &str| {
            Some(("osm-intl".into(), "11/828/655".into(), scale.map(Into::into), format.into()))
        };
        assert_eq!(tile("/osm-intl/11/828/655.png"), expected(None, "png"));
        assert_eq!(tile("/osm-intl/11/828/655@2x.png/"), expected(Some("2"), "png"));
        assert_eq!(tile("/osm-intl/11/828/655@1.3X.PNG"), expected(Some("1.3"), "PNG"));
        assert_eq!(tile("/osm%2Dintl/11/828/655@..x.png8"), expected(Some(".."), "png8"));
    }

    #[test]
    fn a_source_name_may_swallow_slashes_and_dots() {
        assert_eq!(tile("/osm-intl//1/0/0.png").unwrap().0, "osm-intl/");
        assert_eq!(tile("/osm-intl/1/0/0/0.png").unwrap().0, "osm-intl/1");
        assert_eq!(tile("/osm.intl/1/0/0.png").unwrap().0, "osm.intl");
        assert_eq!(tile("/o.intl/1/0/0.png"), None, "but its second character is part of a name");
    }

    #[test]
    fn what_is_nearly_a_tile_is_no_route() {
        for path in [
            "/osm-intl/11/828/655",
            "/osm-intl/11/828/655.png.png",
            "/osm-intl/11/828/655.png//",
            "/osm-intl/11/828/655%2Epng",
            "/osm-intl/11/828/655@-2x.png",
            "/osm-intl/11/828/655%402x.png",
            "/osm-intl/11/828/655@x.png",
            "/osm-intl/1/-1/0.png",
            "/osm-intl/1/+0/0.png",
            "/osm-intl/1/0.5/0.png",
            "/osm-intl/1//0.png",
            "//osm-intl/1/0/0.png",
            "/-osm/1/0/0.png",
            "/__proto__/1/0/0.png",
            "/1/0/0.png",
            "/osm-intl/info.json5",
            "/osm-intl/infoxjson",
            "//",
            "/nothing",
        ] {
            assert_eq!(route(path), Err(NoRoute::Unknown), "{path}");
        }
    }

    #[test]
    fn routing_ignores_case_and_one_trailing_slash() {
        assert_eq!(route("/"), Ok(Route::Root));
        assert_eq!(route("/ROBOTS.txt/"), Ok(Route::Robots));
        assert_eq!(route("/_Info/Name"), Ok(Route::Service(ServiceField::Name)));
        assert_eq!(route("/Osm/INFO.JSON/"), Ok(Route::Info { source: "Osm".into() }));
        assert_eq!(route("/IMG/osm,1,2,3,4x5.png"), Ok(Route::Snapshot));
        assert_eq!(route("/V4/marker/pin-s.png"), Ok(Route::Marker));
    }

    #[test]
    fn glyphs_and_sprites_have_places_of_their_own() {
        let stack = "Noto Sans Bold,Noto Sans Regular".into();
        assert_eq!(
            route("/fonts/Noto%20Sans%20Bold,Noto%20Sans%20Regular/256-511.pbf"),
            Ok(Route::Glyphs { stack, first: 256 })
        );
        for path in [
            "/fonts/a/0-256.pbf",
            "/fonts/a/1-256.pbf",
            "/fonts/a/65536-65791.pbf",
            "/fonts/a/0-255.png",
            "/fonts/0-255.pbf",
        ] {
            assert_eq!(route(path), Err(NoRoute::Unknown), "{path}");
        }
        let path = SpritePath { source: "osm".into(), sprite: "default".into(), double: true, image: true };
        assert_eq!(route("/sprites/osm/default@2x.png"), Ok(Route::Sprite(path.clone())));
        assert_eq!(route("/sprites/osm/default%402x.png"), Ok(Route::Sprite(path)));
        assert_eq!(route("/osm/style.json"), Ok(Route::Style { source: "osm".into() }));
        assert_eq!(tile("/sprites/1/0/0.png").unwrap().0, "sprites", "four parts are a tile");
    }

    #[test]
    fn broken_escapes_are_told_apart() {
        for path in ["/%zz", "/%", "/osm/1/0/0.png%2", "/%ff"] {
            assert_eq!(route(path), Err(NoRoute::Encoding), "{path}");
        }
    }
}
