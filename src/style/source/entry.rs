//! The sources of a style.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use super::{
    elevation::ElevationEncoding,
    features::{FeatureData, FeatureSource},
};
use crate::tile::LonLat;

/// A source of layers: tiles, or the style's own data.
#[derive(Debug, Clone)]
pub struct Source {
    /// The type-specific data.
    pub data: SourceData,
    /// URL of a TileJSON document or of an image.
    pub url: Option<String>,
    /// Tile URL templates.
    pub tiles: Vec<String>,
    /// Lowest zoom with tiles.
    pub min_zoom: Option<u8>,
    /// Deepest zoom with tiles.
    pub max_zoom: Option<u8>,
    /// CSS pixels per tile at its own zoom; 512 if not given.
    pub tile_size: Option<u32>,
    /// Whether rows are counted from the south.
    pub tms: bool,
    /// West, south, east and north in degrees; there are no tiles outside of this box.
    pub bounds: Option<[f64; 4]>,
    /// The source in MapLibre's JSON, as sent to browsers, without [`FeatureData::Inline`].
    pub document: Map<String, Json>,
}

/// The type-specific data of a source.
#[derive(Debug, Clone)]
pub enum SourceData {
    /// Vector tiles.
    Vector,
    /// Raster tiles.
    Raster,
    /// Elevation tiles.
    RasterDem(ElevationEncoding),
    /// Features in the style itself or in a file.
    GeoJson(Box<FeatureSource>),
    /// One image between four corners.
    Image(ImageSource),
    /// A video, which is never drawn.
    Video,
}

/// An image on the map.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ImageSource {
    /// The corners: upper left, upper right, lower right, lower left. Required for drawing.
    pub corners: Option<[LonLat; 4]>,
}

impl Source {
    /// Creates a source with only its type-specific data.
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

    /// The type of the source.
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

    /// The features, if the source is GeoJSON.
    pub fn features(&self) -> Option<&FeatureSource> {
        match &self.data {
            SourceData::GeoJson(features) => Some(features),
            _ => None,
        }
    }

    /// The address of the style's own data (GeoJSON or an image), unless it is inline.
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

    /// The file with the given address relative to `folder`; `None` if the address is not a file.
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
    /// Raster tiles.
    Raster,
    /// Elevation tiles.
    RasterDem,
    /// Features in the style itself or in a file.
    GeoJson,
    /// One image between four corners.
    Image,
    /// A video, which is never drawn.
    Video,
}

impl SourceType {
    /// Whether the data belongs to the style, inline or in a file next to it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::GeoJson | Self::Image)
    }
}
