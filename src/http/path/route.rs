//! The routes.

use std::borrow::Cow;

use crate::{
    service::{MarkerRequest, Spelling, StaticPath},
    source::geoshape::ShapeKind,
};

/// The resource that a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route<'a> {
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
        /// Comma-separated font names, decoded.
        stack: Cow<'a, str>,
        /// The first of the 256 requested characters.
        first: u32,
    },
    /// `/sprites/{source}/{sprite}[@2x].{json,png}`
    Sprite(SpritePath<'a>),
    /// `/{source}/{z}/{x}/{y}[@{scale}x].{format}`
    Tile(TilePath<'a>),
    /// `/img/…`: static maps in Kartotherian's form.
    Img(ImgPath<'a>),
    /// `/{source}/static/…`, and static maps as tileserver-gl and Mapbox spell them.
    StaticMap(StaticMapPath<'a>),
    /// `/v4/marker/…`: marker images.
    Marker(MarkerRequest<'a>),
    /// `/geoshape` (also as `/shape`), `/geoline`, `/geopoint`: geometries by Wikidata id.
    Shapes(ShapeKind),
    /// An embedded file, by path.
    Asset(&'a str),
    /// A file of a configured folder.
    Static(StaticPath<'a>),
}

/// The requested facts about the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServiceField {
    /// All of them.
    All,
    /// The sprite's id in the style.
    Name,
    /// Its version.
    Version,
    /// Its home page.
    Home,
}

/// The parts of a sprite's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpritePath<'a> {
    /// The name of the drawn source, decoded.
    pub(crate) source: Cow<'a, str>,
    /// The sprite's id, decoded.
    pub(crate) sprite: Cow<'a, str>,
    /// Whether the sprite for high-density screens (`@2x`) is requested.
    pub(crate) double: bool,
    /// Whether the image is requested rather than the index.
    pub(crate) image: bool,
}

/// The parts of the path of a static map in Kartotherian's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImgPath<'a> {
    /// The source's name, decoded.
    pub(crate) source: Cow<'a, str>,
    /// Digits, or `a`.
    pub(crate) zoom: &'a str,
    /// Digits, dots and signs, or `a`.
    pub(crate) lat: &'a str,
    /// Digits, dots and signs, or `a`.
    pub(crate) lon: &'a str,
    /// Digits.
    pub(crate) width: &'a str,
    /// Digits.
    pub(crate) height: &'a str,
    /// Digits and dots.
    pub(crate) scale: Option<&'a str>,
    /// Letters, digits, `_`.
    pub(crate) format: &'a str,
}

/// The parts of the path of a static map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StaticMapPath<'a> {
    /// Whose form the path has.
    pub(crate) spelling: Spelling,
    /// The source's name, decoded.
    pub(crate) source: Cow<'a, str>,
    /// What is shown on top of the map, in Mapbox's form and percent-encoded; empty in other forms.
    pub(crate) overlay: &'a str,
    /// Center and zoom, bounds, or `auto`, decoded.
    pub(crate) place: Cow<'a, str>,
    /// Digits.
    pub(crate) width: &'a str,
    /// Digits.
    pub(crate) height: &'a str,
    /// Digits and dots.
    pub(crate) scale: Option<&'a str>,
    /// The extension.
    pub(crate) format: Option<&'a str>,
}

/// The parts of a tile's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TilePath<'a> {
    /// The source's name, decoded.
    pub(crate) source: Cow<'a, str>,
    /// Digits.
    pub(crate) z: &'a str,
    /// Digits.
    pub(crate) x: &'a str,
    /// Digits.
    pub(crate) y: &'a str,
    /// Digits and dots.
    pub(crate) scale: Option<&'a str>,
    /// Letters, digits, `_`.
    pub(crate) format: &'a str,
}

/// Why a path has no route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRoute {
    /// No route matches.
    Unknown,
    /// A `%` is not followed by two hex digits, or the decoded bytes are not UTF-8.
    Encoding,
}
