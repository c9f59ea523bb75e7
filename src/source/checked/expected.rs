//! What a source has, according to the configuration or the archive.

use super::content::Content;

/// The content of a source's tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Expected {
    /// Vector tiles or images: nothing says which.
    Any,
    /// Vector tiles.
    Vector,
    /// Images.
    Image,
    /// JSON.
    Json,
}

impl Expected {
    /// What files with this extension contain, or tiles of this MBTiles format.
    pub(in crate::source) fn by_extension(extension: &str) -> Self {
        match extension.to_ascii_lowercase().as_str() {
            "pbf" | "mvt" => Self::Vector,
            "png" | "jpg" | "jpeg" | "webp" | "avif" => Self::Image,
            "json" | "geojson" => Self::Json,
            _ => Self::Any,
        }
    }

    /// By the extension of the path in a URL or URL template.
    pub(in crate::source) fn by_url(url: &str) -> Self {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(Self::Any, |(_, extension)| Self::by_extension(extension))
    }

    /// Whether tiles of the source may be this.
    pub(super) fn allows(self, content: Content) -> bool {
        match content {
            Content::Vector => matches!(self, Self::Vector | Self::Any),
            Content::Image(_) => matches!(self, Self::Image | Self::Any),
            Content::Json => self == Self::Json,
        }
    }

    /// The name for messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Any => "a vector tile or an image",
            Self::Vector => "a vector tile",
            Self::Image => "an image",
            Self::Json => "JSON",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_tells_by_its_extension() {
        let by = Expected::by_url;
        assert_eq!(by("https://a.example/{z}/{x}/{y}.vector.pbf?key=a.png"), Expected::Vector);
        assert_eq!(by("https://a.example/{z}/{x}/{y}@2x.PNG#x"), Expected::Image);
        assert_eq!((by("https://a.example/{z}/{x}/{y}"), by("x/{y}.geojson")), (Expected::Any, Expected::Json));
    }
}
