//! The typed tree that every style language is turned into.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value as Json};

use super::{
    expression::{Context, Expression, Keys},
    layer::LayerKind,
};

/// A style, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct Style {
    /// Its name: the document's `name`, or what the caller called it.
    pub name: String,
    /// Layers in drawing order, the first one lowest.
    pub layers: Vec<Layer>,
    /// The sources by name.
    pub sources: BTreeMap<String, Source>,
    /// What the layers read: each pair of source and source layer once.
    pub inputs: Vec<Input>,
    /// Sprites with their ids; the one called `default` needs no prefix.
    pub sprites: Vec<Sprite>,
    /// URL template of glyph PBFs, for browsers; karto shapes local fonts.
    pub glyphs: Option<String>,
    /// Longitude and latitude to start from.
    pub center: Option<[f64; 2]>,
    /// Zoom to start from.
    pub zoom: Option<f64>,
    /// What `["global-state", …]` reads.
    pub state: Map<String, Json>,
}

/// One source layer that style layers read, with the properties they ask for.
#[derive(Debug, Clone)]
pub struct Input {
    /// Name of the source in the style.
    pub source: String,
    /// Name of the layer within the source's tiles; `None` for GeoJSON and images.
    pub source_layer: Option<String>,
    /// The properties that any of the style layers reads.
    pub keys: Keys,
}

/// One layer of a style.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Its unique name.
    pub id: String,
    /// What it reads, an index into [`Style::inputs`]; `None` for backgrounds.
    pub input: Option<usize>,
    /// The lowest zoom at which it is drawn.
    pub min_zoom: f64,
    /// The zoom from which on it is no longer drawn.
    pub max_zoom: f64,
    /// Whether it is drawn at all.
    pub visible: bool,
    /// Which features it draws; all where there is none.
    pub filter: Option<Expression>,
    /// How it draws them.
    pub kind: LayerKind,
}

impl Layer {
    /// Whether the layer is drawn at `zoom`.
    pub fn is_drawn_at(&self, zoom: f64) -> bool {
        self.visible && zoom >= self.min_zoom && zoom < self.max_zoom
    }

    /// Whether the layer draws the feature of `context`.
    pub fn accepts(&self, context: &Context<'_>) -> bool {
        self.filter.as_ref().is_none_or(|f| f.is_true(context))
    }
}

/// A sprite: named images in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprite {
    /// Prefix of its images (`id:image`), `default` for none.
    pub id: String,
    /// Where `.json`, `.png`, `@2x.json` and `@2x.png` are appended.
    pub url: String,
}

impl Sprite {
    /// Where its files begin for a style in `folder`. Addresses of servers mean nothing here: their last part is
    /// looked for beside the style. A relative address is a path from there.
    pub fn beside(&self, folder: &Path) -> PathBuf {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("sprite");
        let below = folder.join(path.trim_start_matches("./"));
        let relative = !self.is_remote() && !path.starts_with('/') && path.contains('/');
        let exists = || folder.join(format!("{}.json", path.trim_start_matches("./"))).exists();
        if relative && exists() { below } else { folder.join(name) }
    }

    /// Whether it names a server.
    pub fn is_remote(&self) -> bool {
        self.url.contains("://")
    }
}

/// A source as the style describes it.
#[derive(Debug, Clone)]
pub struct Source {
    /// What its tiles hold.
    pub kind: SourceKind,
    /// TileJSON address, or the image's.
    pub url: Option<String>,
    /// Tile URL templates.
    pub tiles: Vec<String>,
    /// Lowest zoom with tiles.
    pub min_zoom: Option<u8>,
    /// Deepest zoom with tiles.
    pub max_zoom: Option<u8>,
    /// CSS pixels a tile covers at its own zoom; 512 where the style does not say.
    pub tile_size: Option<u32>,
    /// Rows counted from the south.
    pub tms: bool,
    /// West, south, east, north in degrees beyond which there are no tiles.
    pub bounds: Option<[f64; 4]>,
    /// Everything as it was written (GeoJSON `data`, `coordinates`, `encoding` …).
    pub json: Map<String, Json>,
}

impl Source {
    /// Where the data of a source of the style's own lie, if not in the style's text: of GeoJSON, or an image.
    pub fn own_address(&self) -> Option<&str> {
        match self.kind {
            SourceKind::GeoJson => self.json.get("data")?.as_str(),
            SourceKind::Image => self.url.as_deref(),
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

/// What a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
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

impl SourceKind {
    /// Whether the style brings the data itself, in its text or in a file beside it.
    pub fn is_own(self) -> bool {
        matches!(self, Self::GeoJson | Self::Image)
    }

    /// The kind called `name` in a style.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "vector" => Self::Vector,
            "raster" => Self::Raster,
            "raster-dem" => Self::RasterDem,
            "geojson" => Self::GeoJson,
            "image" => Self::Image,
            "video" => Self::Video,
            _ => return None,
        })
    }
}
