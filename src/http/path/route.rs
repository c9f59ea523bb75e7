//! Where a request goes.

use std::borrow::Cow;

/// Where a request goes.
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
pub(crate) enum ServiceField {
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
pub(crate) struct SpritePath<'a> {
    /// The name of the drawn source, decoded.
    pub(crate) source: Cow<'a, str>,
    /// The sprite's id, decoded.
    pub(crate) sprite: Cow<'a, str>,
    /// Whether the one for dense screens is asked for.
    pub(crate) double: bool,
    /// Whether its image is asked for, not its index.
    pub(crate) image: bool,
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

/// Why a path leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRoute {
    /// Nothing there.
    Unknown,
    /// `%` not followed by two hex digits, or bytes that are no UTF-8.
    Encoding,
}
