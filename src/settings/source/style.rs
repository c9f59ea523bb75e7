//! Drawn sources.

use std::path::{Path, PathBuf};

use super::SourceId;

/// The key in [`StyleSettings::sources`] that matches all vector sources of the style.
pub const EVERY_SOURCE: &str = "*";

/// A drawn source.
#[derive(Debug, Clone)]
pub struct StyleSettings {
    /// The location of the style.
    pub path: StyleLocation,
    /// The language of the style.
    pub language: StyleLanguage,
    /// Source in the style → karto source that replaces it.
    pub sources: Vec<(String, SourceId)>,
    /// The style or vector layers that are drawn (`yamlLayers`/`xmlLayers`); `None` means all.
    pub only_layers: Option<Vec<String>>,
    /// The layers that are not drawn (`yamlExceptLayers`/`xmlExceptLayers`).
    pub except_layers: Vec<String>,
    /// Attributes that replace those of a Mapnik map (`yamlSetAttrs`/`xmlSetAttrs`).
    pub map_attributes: Vec<(String, String)>,
    /// The size, in CSS pixels, of a vector tile at the requested zoom: 512 as in MapLibre, or 256 as in Mapnik.
    pub vector_tile_size: u32,
    /// Pixel format of PNGs.
    pub png: PngMode,
    /// The metadata of the style for `info.json`. For a `project.yml`, these are its `attribution`, `bounds`, `center`,
    /// `description`, `format`, `maxzoom`, `minzoom`, `template` and `interactivity_layer`, except for empty strings,
    /// and the keys that Kartotherian adds: `scale` (the string `1`) and `source` (`sourceref:///?ref=` and the
    /// source's name). For a MapLibre style, it is empty.
    pub info: serde_json::Map<String, serde_json::Value>,
    /// JPEG quality, 1..=100.
    pub jpeg_quality: u8,
    /// The chroma subsampling of JPEGs.
    pub jpeg_chroma: Chroma,
    /// WebP quality; lossless if `None`.
    pub webp_quality: Option<u8>,
}

impl StyleSettings {
    /// Identifies the style and the part of it that is drawn: two sources with the same one draw the same map.
    pub(crate) fn drawn_part(&self) -> String {
        format!("{:?}", (&self.path, &self.only_layers, &self.except_layers, &self.map_attributes))
    }

    /// Whether the configuration includes the style's layer `id`, by its own name or by that of its vector layer.
    pub fn draws(&self, id: &str, vector: Option<&str>) -> bool {
        let named = |list: &[String]| list.iter().any(|name| *name == id || Some(name.as_str()) == vector);
        // A background has no vector layer and is always included.
        let chosen = self.only_layers.as_deref().is_none_or(|only| vector.is_none() || named(only));
        chosen && !named(&self.except_layers)
    }
}

/// The location of a style.
#[derive(Debug, Clone)]
pub enum StyleLocation {
    /// A file.
    File(PathBuf),
    /// Embedded in the binary (`light`, `dark`, `osm-bright`).
    Embedded(&'static str),
}

/// The language of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleLanguage {
    /// MapLibre style JSON.
    MapLibre,
    /// A CartoCSS project: `project.yml` or `.mml`.
    Carto,
    /// Mapnik XML.
    Mapnik,
}

impl StyleLanguage {
    /// The language of a file, by the ending of its name.
    pub fn of_file(path: &Path) -> Self {
        match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("yml" | "yaml" | "mml") => Self::Carto,
            Some("xml") => Self::Mapnik,
            _ => Self::MapLibre,
        }
    }
}

/// Chroma subsampling of JPEGs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chroma {
    /// 4:2:0: a quarter of the color samples.
    #[default]
    Quarter,
    /// 4:4:4: all color samples.
    Full,
}

/// Pixel format of PNGs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PngMode {
    /// A palette, as in Kartotherian's `png8:m=h`.
    Palette {
        /// The most colors, 2 to 256.
        colors: u16,
        /// Whether colors that are nearly the same become one, as in Mapnik.
        merge: bool,
    },
    /// 24 or 32 bits per pixel.
    Truecolor,
}
