//! Drawn tiles.

use std::path::PathBuf;

use super::SourceId;

/// In [`StyleSettings::sources`], the name that stands for every vector source of the style.
pub const EVERY_SOURCE: &str = "*";

/// A drawn source.
#[derive(Debug, Clone)]
pub struct StyleSettings {
    /// The style's file.
    pub path: StyleLocation,
    /// Which language it is written in.
    pub language: StyleLanguage,
    /// Whether it stands in for a CartoCSS project, whose layers may be others.
    pub stand_in: bool,
    /// Source name inside the style → karto source that stands for it.
    pub sources: Vec<(String, SourceId)>,
    /// Only these style or vector layers are drawn (`yamlLayers`/`xmlLayers`).
    pub only_layers: Option<Vec<String>>,
    /// These are not (`yamlExceptLayers`/`xmlExceptLayers`).
    pub except_layers: Vec<String>,
    /// CSS pixels a vector tile of the request's zoom covers: 512 as MapLibre has it, or 256 as Mapnik had.
    pub vector_tile_size: u32,
    /// Pixel format of PNGs.
    pub png: PngMode,
    /// What the style says of itself, as info.json shows it. Of a `project.yml`: `attribution`, `bounds`,
    /// `center`, `description`, `format`, `maxzoom`, `minzoom`, `template`, `interactivity_layer` as they
    /// stand there, empty texts left out, and what the original adds: `scale` (the text `1`) and `source`
    /// (`sourceref:///?ref=` and the source's name). Of a MapLibre style whatever of these is known.
    pub info: serde_json::Map<String, serde_json::Value>,
    /// JPEG quality, 1..=100.
    pub jpeg_quality: u8,
    /// How many colour samples JPEGs keep.
    pub jpeg_chroma: Chroma,
    /// WebP quality; lossless when `None`.
    pub webp_quality: Option<u8>,
}

impl StyleSettings {
    /// Whether the configuration wants the style's layer `id`, by its own name or that of the vector layer it reads.
    pub fn draws(&self, id: &str, vector: Option<&str>) -> bool {
        let named = |list: &[String]| list.iter().any(|name| *name == id || Some(name.as_str()) == vector);
        // A background reads nothing and is part of every choice of vector layers.
        let chosen = self.only_layers.as_deref().is_none_or(|only| vector.is_none() || named(only));
        chosen && !named(&self.except_layers)
    }
}

/// Where a style is.
#[derive(Debug, Clone)]
pub enum StyleLocation {
    /// A file.
    File(PathBuf),
    /// Inside the binary (`light`, `dark`).
    Embedded(&'static str),
}

/// The language of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleLanguage {
    /// MapLibre style JSON.
    MapLibre,
    /// A CartoCSS project as `tmstyle://` loads it.
    Carto,
}

/// Colour samples of JPEGs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chroma {
    /// 4:2:0, a quarter of them.
    #[default]
    Quarter,
    /// 4:4:4, all.
    Full,
}

/// Pixel format of PNGs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PngMode {
    /// At most this many colours (2..=256), as the original's `png8:m=h`.
    Palette(u16),
    /// 24 or 32 bits.
    Truecolour,
}
