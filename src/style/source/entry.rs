//! The sources of a style.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use super::{
    elevation::ElevationEncoding,
    features::{FeatureData, FeatureSource},
};
use crate::tile::LonLat;

/// What layers read: tiles, or what a style brings itself.
#[derive(Debug, Clone)]
pub struct Source {
    /// What it holds, with what only sources of that type have.
    pub data: SourceData,
    /// TileJSON address, or the image's.
    pub url: Option<String>,
    /// Tile URL templates.
    pub tiles: Vec<String>,
    /// Lowest zoom with tiles.
    pub min_zoom: Option<u8>,
    /// Deepest zoom with tiles.
    pub max_zoom: Option<u8>,
    /// CSS pixels that a tile covers at its own zoom; 512 if the style does not say.
    pub tile_size: Option<u32>,
    /// Whether rows are counted from the south.
    pub tms: bool,
    /// West, south, east, north in degrees beyond which there are no tiles.
    pub bounds: Option<[f64; 4]>,
    /// The source as browsers are sent it (MapLibre's JSON), without [`FeatureData::Inline`].
    pub document: Map<String, Json>,
}

/// What a source holds.
#[derive(Debug, Clone)]
pub enum SourceData {
    /// Vector tiles.
    Vector,
    /// Image tiles.
    Raster,
    /// Elevation tiles.
    RasterDem(ElevationEncoding),
    /// Features in the style itself or in a file.
    GeoJson(Box<FeatureSource>),
    /// One image spread over four corners.
    Image(ImageSource),
    /// A video: never drawn.
    Video,
}

/// An image on the map.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ImageSource {
    /// Where its corners are: upper left, upper right, lower right, lower left. Not drawn without.
    pub corners: Option<[LonLat; 4]>,
}

impl Source {
    /// A source that says nothing but what it holds.
    pub fn new(data: SourceData) -> Self {
        Self {
            data,
            url: None,
            tiles: Vec::new(),
            min_zoom: None,
            max_zoom: None,
            tile_size: None,
            tms: false,
            bounds: None,
            document: Map::new(),
        }
    }

    /// What it holds.
    pub fn kind(&self) -> SourceType {
        match self.data {
            SourceData::Vector => SourceType::Vector,
            SourceData::Raster => SourceType::Raster,
            SourceData::RasterDem(_) => SourceType::RasterDem,
            SourceData::GeoJson(_) => SourceType::GeoJson,
            SourceData::Image(_) => SourceType::Image,
            SourceData::Video => SourceType::Video,
        }
    }

    /// Its features, if it brings some.
    pub fn features(&self) -> Option<&FeatureSource> {
        match &self.data {
            SourceData::GeoJson(features) => Some(features),
            _ => None,
        }
    }

    /// The address of the data that a source brings itself, if they are not in the style's text: GeoJSON, or an image.
    pub fn own_address(&self) -> Option<&str> {
        match &self.data {
            SourceData::GeoJson(features) => match &features.data {
                Some(FeatureData::Address(address)) => Some(address),
                _ => None,
            },
            SourceData::Image(_) => self.url.as_deref(),
            _ => None,
        }
    }

    /// The file that `address` names, for a style in `folder`; `None` for addresses of servers and of other kinds.
    pub fn file_beside(address: &str, folder: &Path) -> Option<PathBuf> {
        let elsewhere =
            address.is_empty() || address.contains("://") || address.starts_with("//") || address.starts_with("data:");
        (!elsewhere).then(|| folder.join(address))
    }
}

/// The types of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceType {
    /// Vector tiles.
    Vector,
    /// Image tiles.
    Raster,
    /// Elevation tiles.
    RasterDem,
    /// Features in the style itself or in a file.
    GeoJson,
    /// One image spread over four corners.
    Image,
    /// A video: never drawn.
    Video,
}

impl SourceType {
    /// Whether the style brings the data itself, in its text or in a file beside it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::GeoJson | Self::Image)
    }
}
