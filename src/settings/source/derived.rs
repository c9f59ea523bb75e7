//! Sources that change the tiles of other sources.

use std::{collections::BTreeMap, time::Duration};

use super::SourceId;

/// `overzoom://`
#[derive(Debug, Clone)]
pub struct OverzoomSettings {
    /// Whose tiles are cut.
    pub source: SourceId,
    /// Maximum zoom served.
    pub max_zoom: u8,
    /// The maximum zoom requested from the source; its own `maxzoom` if `None`.
    pub source_max_zoom: Option<u8>,
}

/// `json2tags://`
#[derive(Debug, Clone)]
pub struct Json2tagsSettings {
    /// The source of the tiles.
    pub source: SourceId,
    /// The name of the tag (`name`).
    pub tag: String,
    /// The tag with the JSON object (by default, `tag` followed by `_`), which is also the prefix of the new tags.
    pub multi_tag: String,
}

/// `babel://`
#[derive(Debug, Clone)]
pub struct BabelSettings {
    /// The source of the tiles.
    pub source: SourceId,
    /// The name of the tag (`name`).
    pub tag: String,
    /// The prefix of the translations (by default, `tag` followed by `_`).
    pub multi_tag: String,
    /// Whether the local name is added in parentheses.
    pub combine_name: bool,
    /// The language of requests that name none; with `local`, tiles are not changed.
    pub default_language: String,
    /// A table of fallbacks that replaces the built-in one (`languageMap`). In a chain, `tag` is the local name.
    pub language_map: Option<BTreeMap<String, Vec<String>>>,
}

/// `mirror://`: shadow traffic.
#[derive(Debug, Clone)]
pub struct MirrorSettings {
    /// The source that is served.
    pub source: SourceId,
    /// The source that receives copies of the requests.
    pub secondary: SourceId,
    /// Whether copies are sent.
    pub enabled: bool,
    /// The length of a bucket of the window.
    pub bucket_size: Duration,
    /// The number of buckets in the window.
    pub total_buckets: u32,
    /// The fraction of failures (0..=1) above which copies are paused.
    pub threshold: f64,
}

/// `layers://`: a tile whose layers come from several sources.
#[derive(Debug, Clone)]
pub struct LayersSettings {
    /// The parts, in the order of the layers in a tile; of layers with the same name, the first is used.
    pub parts: Vec<LayersPart>,
}

/// A source of a `layers://` source, and the layers that are used.
#[derive(Debug, Clone)]
pub struct LayersPart {
    /// The source of the layers.
    pub source: SourceId,
    /// The layers that are used; `None` means all.
    pub only: Option<Vec<String>>,
    /// The layers that are left out.
    pub except: Vec<String>,
    /// Renamed layers: old name → new name.
    pub rename: BTreeMap<String, String>,
}
