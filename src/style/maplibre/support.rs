//! What karto makes of root properties and of the properties of sources. Those of layers are in [`super::properties`].

/// What is made of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It changes the picture as the specification says.
    Drawn,
    /// It is read, and changes nothing in a still picture of a flat map with north up.
    Still(&'static str),
    /// The configuration says it instead of the style.
    Configured(&'static str),
    /// It would change the picture and does not; `karto check` warns of it.
    Not(&'static str),
}

impl Support {
    /// `other` instead of this one.
    pub(super) const fn but(self, other: Self) -> Self {
        match self {
            Self::Drawn => other,
            said => said,
        }
    }

    /// Why it is not drawn, if it is not.
    pub(super) fn reason_against(self) -> Option<&'static str> {
        match self {
            Self::Not(why) => Some(why),
            _ => None,
        }
    }

    /// What the page of what is supported says of it.
    pub(super) fn words(self) -> String {
        match self {
            Self::Drawn => "drawn".into(),
            Self::Still(why) => format!("without meaning: {why}"),
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
    ("metadata", Still("notes of editors")),
    ("center", Still("a tile is where it is")),
    ("centerAltitude", Still("the map is not tilted")),
    ("zoom", Still("a tile is where it is")),
    ("bearing", FLAT),
    ("pitch", FLAT),
    ("roll", FLAT),
    ("light", Still("seen from above no sides are in view")),
    ("sky", Still("seen from above there is no horizon")),
    ("projection", Not("tiles are Web Mercator")),
    ("terrain", Not("a flat map has none")),
    ("glyphs", Configured("text is drawn with karto's own fonts and those of `karto.fonts`; no server is asked")),
    ("font-faces", Not("text is drawn with karto's own fonts and those of `karto.fonts`")),
    ("transition", Still("a picture does not move")),
];

const OF_SOURCE: Support = Configured("by the karto source that stands for it");

/// Properties of sources that are not simply drawn: type, name, what is made of it.
pub(super) const SOURCES: &[(&str, &str, Support)] = &[
    ("vector", "url", OF_SOURCE),
    ("vector", "tiles", OF_SOURCE),
    ("vector", "bounds", OF_SOURCE),
    ("vector", "scheme", OF_SOURCE),
    ("vector", "emptyResponse", OF_SOURCE),
    ("vector", "minzoom", OF_SOURCE),
    ("vector", "maxzoom", OF_SOURCE),
    ("vector", "attribution", OF_SOURCE),
    ("vector", "promoteId", Not("`id` is the tile's")),
    ("vector", "volatile", OF_SOURCE),
    ("vector", "encoding", Not("karto reads Mapbox Vector Tiles (`mvt`) only")),
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
