//! Formats of requested tiles.

/// The format given by a request's extension. Case-sensitive, as in Kartotherian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Vector tile.
    Pbf,
    /// PNG, with a palette or in true color depending on the configuration of the source.
    Png,
    /// JPEG (`jpeg` and `jpg`).
    Jpeg,
    /// WebP.
    Webp,
    /// SVG, written from the display list.
    Svg,
    /// The content of the vector tile as JSON.
    Json,
    /// The headers of the backend's response, as JSON.
    Headers,
}

impl Format {
    /// All formats, in the order used by the documentation.
    pub const ALL: [Self; 7] = [Self::Pbf, Self::Png, Self::Jpeg, Self::Webp, Self::Svg, Self::Json, Self::Headers];

    /// The name in configuration and URLs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pbf => "pbf",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Webp => "webp",
            Self::Svg => "svg",
            Self::Json => "json",
            Self::Headers => "headers",
        }
    }

    /// The format with the given name; `jpg` and `mvt` are accepted as aliases.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "jpg" => Some(Self::Jpeg),
            "mvt" => Some(Self::Pbf),
            _ => Self::ALL.into_iter().find(|f| f.name() == name),
        }
    }

    /// Whether tiles of this format are rendered, so that a scale applies to them.
    pub fn is_raster(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp | Self::Svg)
    }

    /// The media type of a response, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pbf => "application/octet-stream",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
            Self::Json | Self::Headers => "application/json",
        }
    }
}
