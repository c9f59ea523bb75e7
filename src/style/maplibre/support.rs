//! How karto supports root properties and properties of sources. For those of layers see [`super::properties`].

/// How a property is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It changes the picture as specified.
    Drawn,
    /// It is read, but has no effect on a static picture of a flat map with north up.
    Still(&'static str),
    /// The configuration replaces it.
    Configured(&'static str),
    /// It would change the picture but is not drawn; `karto check` warns of it.
    Not(&'static str),
}

impl Support {
    /// This support, with `Drawn` replaced by `other`.
    pub(super) const fn but(self, other: Self) -> Self {
        match self {
            Self::Drawn => other,
            said => said,
        }
    }

    /// Why it is not drawn; `None` if it is.
    pub(super) fn reason_against(self) -> Option<&'static str> {
        match self {
            Self::Not(why) => Some(why),
            _ => None,
        }
    }

    /// The description on the support page.
    pub(super) fn words(self) -> String {
        match self {
            Self::Drawn => "drawn".into(),
            Self::Still(why) => format!("no effect: {why}"),
            Self::Configured(what) => format!("configured: {what}"),
            Self::Not(why) => format!("**not drawn**: {why}"),
        }
    }
}

use Support::{Configured, Not, Still};

const FLAT: Support = Not("maps are drawn north-up and flat");

/// Root properties that are not simply drawn.
pub(super) const ROOT: &[(&str, Support)] = &[
    ("name", Still("a name")),
    ("metadata", Still("notes for editors")),
    ("center", Still("tiles have fixed positions")),
    ("centerAltitude", Still("the map is not tilted")),
    ("zoom", Still("tiles have fixed positions")),
    ("bearing", FLAT),
    ("pitch", FLAT),
    ("roll", FLAT),
    ("light", Still("sides are not visible from above")),
    ("sky", Still("the horizon is not visible from above")),
    ("projection", Not("tiles are Web Mercator")),
    ("terrain", Not("maps are flat")),
    ("glyphs", Configured("text is drawn with karto's own fonts and those of `karto.fonts`; no glyphs are fetched")),
    ("font-faces", Not("text is drawn with karto's own fonts and those of `karto.fonts`")),
    ("transition", Still("pictures are static")),
];

const OF_SOURCE: Support = Configured("by the karto source that replaces it");

/// Properties of sources that are not simply drawn: source type, name, support.
pub(super) const SOURCES: &[(&str, &str, Support)] = &[
    ("vector", "url", OF_SOURCE),
    ("vector", "tiles", OF_SOURCE),
    ("vector", "bounds", OF_SOURCE),
    ("vector", "scheme", OF_SOURCE),
    ("vector", "emptyResponse", OF_SOURCE),
    ("vector", "minzoom", OF_SOURCE),
    ("vector", "maxzoom", OF_SOURCE),
    ("vector", "attribution", OF_SOURCE),
    ("vector", "promoteId", Not("features have the ids of the tile")),
    ("vector", "volatile", OF_SOURCE),
    ("vector", "encoding", Not("karto only reads Mapbox Vector Tiles (`mvt`)")),
    ("raster", "url", OF_SOURCE),
    ("raster", "tiles", OF_SOURCE),
    ("raster", "bounds", OF_SOURCE),
    ("raster", "minzoom", OF_SOURCE),
    ("raster", "maxzoom", OF_SOURCE),
    ("raster", "tileSize", Configured("as `params.tileSize`")),
    ("raster", "scheme", OF_SOURCE),
    ("raster", "emptyResponse", OF_SOURCE),
    ("raster", "attribution", OF_SOURCE),
    ("raster", "volatile", OF_SOURCE),
    ("raster-dem", "url", OF_SOURCE),
    ("raster-dem", "tiles", OF_SOURCE),
    ("raster-dem", "bounds", OF_SOURCE),
    ("raster-dem", "minzoom", OF_SOURCE),
    ("raster-dem", "maxzoom", OF_SOURCE),
    ("raster-dem", "tileSize", Configured("as `params.tileSize`")),
    ("raster-dem", "emptyResponse", OF_SOURCE),
    ("raster-dem", "attribution", OF_SOURCE),
    ("raster-dem", "volatile", OF_SOURCE),
];
