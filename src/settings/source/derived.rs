//! Tiles made from those of other sources.

use std::{collections::BTreeMap, time::Duration};

use super::SourceId;

/// `overzoom://`
#[derive(Debug, Clone)]
pub struct OverzoomSettings {
    /// Whose tiles are cut.
    pub source: SourceId,
    /// Maximum zoom served.
    pub max_zoom: u8,
    /// Deepest zoom asked of the source; its own `maxzoom` when `None`.
    pub source_max_zoom: Option<u8>,
}

/// `json2tags://`
#[derive(Debug, Clone)]
pub struct Json2tagsSettings {
    /// The source of the tiles.
    pub source: SourceId,
    /// The name of the tag (`name`).
    pub tag: String,
    /// The tag that holds the JSON object (`tag` + `_` unless set); its keys get this prefix.
    pub multi_tag: String,
}

/// `babel://`
#[derive(Debug, Clone)]
pub struct BabelSettings {
    /// The source of the tiles.
    pub source: SourceId,
    /// The name of the tag (`name`).
    pub tag: String,
    /// The prefix of the translations (`tag` + `_` unless set).
    pub multi_tag: String,
    /// Whether the local name follows in parentheses.
    pub combine_name: bool,
    /// The language of requests that name none; `local` leaves the tile alone.
    pub default_language: String,
    /// A file with another fallback table than the built-in one (`languageMap`), already read.
    pub language_map: Option<BTreeMap<String, Vec<String>>>,
}

/// `mirror://`: shadow traffic.
#[derive(Debug, Clone)]
pub struct MirrorSettings {
    /// Who answers.
    pub source: SourceId,
    /// The source that receives copies of the requests.
    pub secondary: SourceId,
    /// Whether copies are sent at all.
    pub enabled: bool,
    /// Length of one bucket of the error-rate window.
    pub bucket_size: Duration,
    /// Buckets in the window.
    pub total_buckets: u32,
    /// Share of failures (0..=1) above which copies pause.
    pub threshold: f64,
}

/// `layers://`: a tile whose layers come from several sources.
#[derive(Debug, Clone)]
pub struct LayersSettings {
    /// The parts, in the order of the layers in a tile; of layers with the same name, the first is used.
    pub parts: Vec<LayersPart>,
}

/// One source of a `layers://`, and which layers are taken from it.
#[derive(Debug, Clone)]
pub struct LayersPart {
    /// Whose layers.
    pub source: SourceId,
    /// Only these (`None`: all).
    pub only: Option<Vec<String>>,
    /// Not these.
    pub except: Vec<String>,
    /// New names, old to new.
    pub rename: BTreeMap<String, String>,
}
