//! One source of the graph, typed.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use url::Url;

use crate::{
    settings::{Place, Secret},
    tile::{Bounds, Format, Scale},
};

/// The name of a source: a key of the `sources` mapping, `[A-Za-z][-A-Za-z0-9_]*`.
pub type SourceId = Arc<str>;

/// A source: what it is made of and how it is published.
#[derive(Debug, Clone)]
pub struct SourceSettings {
    /// Its key.
    pub id: SourceId,
    /// Where it is configured.
    pub place: Place,
    /// Answered to outsiders (`public`, or `allSourcesPublic`).
    pub public: bool,
    /// Whether `/{id}/info.json` is answered (`publicinfo`).
    pub public_info: bool,
    /// Formats allowed (`formats`); never empty: the default is what the kind delivers.
    pub formats: Vec<Format>,
    /// Scales allowed besides 1 (`scales`), as configured, ascending not required.
    pub scales: Vec<Scale>,
    /// Lowest zoom answered (`minzoom`).
    pub min_zoom: Option<u8>,
    /// Deepest zoom answered (`maxzoom`); `None` means up to 26, as the original.
    pub max_zoom: Option<u8>,
    /// Whether `/img` may use it (`static`).
    pub static_images: bool,
    /// Widest static image in CSS pixels (`maxwidth`).
    pub max_width: Option<u32>,
    /// Highest static image in CSS pixels (`maxheight`).
    pub max_height: Option<u32>,
    /// `defaultHeaders` of the source, lower-case names.
    pub default_headers: BTreeMap<String, String>,
    /// `overrideHeaders`/`headers` of the source, lower-case names.
    pub override_headers: BTreeMap<String, String>,
    /// Replaces the info.json of the source (`setInfo`).
    pub set_info: Option<serde_json::Map<String, serde_json::Value>>,
    /// Keys laid over the info.json; null deletes (`overrideInfo`).
    pub override_info: Option<serde_json::Map<String, serde_json::Value>>,
    /// How long answers stay fresh and what happens then.
    pub freshness: FreshnessSettings,
    /// What it is made of.
    pub kind: SourceKind,
}

/// How long a cached tile of one source is good (`karto.cache` and the source's own `cache:`).
#[derive(Debug, Clone, PartialEq)]
pub struct FreshnessSettings {
    /// Fresh for this long; per-zoom exceptions win.
    pub fresh: Duration,
    /// `(first zoom, last zoom, fresh)`; the first entry that holds the zoom wins.
    pub by_zoom: Vec<(u8, u8, Duration)>,
    /// Past `fresh`, served stale for this long while one refresh runs.
    pub stale_while_revalidate: Duration,
    /// Past `fresh`, served stale for this long when a refresh fails.
    pub stale_if_error: Duration,
    /// How long "there is no such tile" is believed.
    pub negative: Duration,
}

/// What a source is made of: one variant, and one file in `source/`, per URI scheme.
#[derive(Debug, Clone)]
pub enum SourceKind {
    /// `postgis://`
    Postgis(PostgisSettings),
    /// `http://…`, `https://…`
    Http(HttpSettings),
    /// `mbtiles://`
    Mbtiles(MbtilesSettings),
    /// `pmtiles://`
    Pmtiles(PmtilesSettings),
    /// `file://`
    File(FileTreeSettings),
    /// `overzoom://`
    Overzoom(OverzoomSettings),
    /// `json2tags://`
    Json2tags(Json2tagsSettings),
    /// `babel://`
    Babel(BabelSettings),
    /// `mirror://`
    Mirror(MirrorSettings),
    /// `layers://` and `layermixer://`: chooses and merges layers of its sources.
    Layers(LayersSettings),
    /// `style://` (MapLibre JSON) and `tmstyle://` (CartoCSS projects).
    Style(StyleSettings),
}

impl SourceKind {
    /// The sources this one reads from, in the order of the configuration.
    pub fn references(&self) -> Vec<SourceId> {
        match self {
            Self::Postgis(_) | Self::Http(_) | Self::Mbtiles(_) | Self::Pmtiles(_) | Self::File(_) => Vec::new(),
            Self::Overzoom(s) => vec![s.source.clone()],
            Self::Json2tags(s) => vec![s.source.clone()],
            Self::Babel(s) => vec![s.source.clone()],
            Self::Mirror(s) => vec![s.source.clone(), s.secondary.clone()],
            Self::Layers(s) => s.parts.iter().map(|p| p.source.clone()).collect(),
            Self::Style(s) => s.sources.iter().map(|(_, id)| id.clone()).collect(),
        }
    }

    /// The one source whose tiles this one changes; `None` if it reads from outside, or from several sources side by
    /// side.
    pub fn input(&self) -> Option<&SourceId> {
        match self {
            Self::Overzoom(step) => Some(&step.source),
            Self::Json2tags(step) => Some(&step.source),
            Self::Babel(step) => Some(&step.source),
            Self::Mirror(step) => Some(&step.source),
            _ => None,
        }
    }

    /// Whether tiles are drawn (rather than handed on).
    pub fn is_style(&self) -> bool {
        matches!(self, Self::Style(_))
    }
}

/// `postgis://`: vector tiles made by PostGIS, all layers in one round trip.
#[derive(Debug, Clone)]
pub struct PostgisSettings {
    /// Primary and replicas: libpq-style connection URLs, tried in order / balanced.
    pub hosts: Vec<Secret>,
    /// Connections kept per host.
    pub pool_size: u32,
    /// How long a request waits for a connection.
    pub pool_timeout: Duration,
    /// `statement_timeout` of the session.
    pub statement_timeout: Duration,
    /// `plan_cache_mode` of the session: `auto`, `force_generic_plan` (used when `None`), `force_custom_plan`.
    pub plan_cache_mode: Option<String>,
    /// Zooms served.
    pub min_zoom: u8,
    /// Zooms served.
    pub max_zoom: u8,
    /// Where data is, for info.json; whole world when `None`. EPSG:3857.
    pub bounds: Option<Bounds>,
    /// The layers, in tile order.
    pub layers: Vec<PostgisLayer>,
}

/// One layer of a `postgis://` source.
#[derive(Debug, Clone)]
pub struct PostgisLayer {
    /// Layer name in the tile.
    pub id: String,
    /// Where it is configured.
    pub place: Place,
    /// Zooms at which the layer exists.
    pub min_zoom: u8,
    /// Zooms at which the layer exists.
    pub max_zoom: u8,
    /// Extent of the layer, MVT units per tile side.
    pub extent: u32,
    /// Buffer around the tile in MVT units.
    pub buffer: u32,
    /// Column of the result that holds the `ST_AsMVTGeom` geometry (queries) or the geometry (tables).
    pub geometry: String,
    /// Column that becomes the feature id.
    pub id_field: Option<String>,
    /// Fields and types for info.json (`String`, `Number`, `Boolean`); discovered when empty.
    pub fields: BTreeMap<String, String>,
    /// Where its rows come from.
    pub rows: PostgisRows,
}

/// Where the rows of a layer come from.
#[derive(Debug, Clone)]
pub enum PostgisRows {
    /// `sql:` with the tokens `!BBOX! !ZOOM! !SCALE_DENOMINATOR! !PIXEL_WIDTH! …`.
    Sql(String),
    /// `table: schema.table`: every column but the geometry becomes a field.
    Table {
        /// Possibly schema-qualified name.
        name: String,
        /// SRID of the geometry column; looked up when `None`.
        srid: Option<i32>,
    },
    /// `function: schema.name`: called as `name(bbox geometry, zoom int)`, returning rows.
    Function(String),
}

/// `http(s)://`: a tile template on another server.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// The template with `{z} {x} {y}` (and `{lang}`, `{-y}` for TMS rows, `{scale}`).
    pub template: String,
    /// Whole time for one answer, retries not counted.
    pub timeout: Duration,
    /// Further tries after a connection error, a time-out or 502/503/504.
    pub retries: u32,
    /// Largest answer accepted, in bytes.
    pub max_bytes: usize,
    /// Idle connections kept per host.
    pub pool_size: usize,
    /// Extra request headers.
    pub headers: BTreeMap<String, String>,
    /// Deepest zoom upstream has (`maxzoom` of setInfo).
    pub max_zoom: Option<u8>,
}

/// `mbtiles://path`
#[derive(Debug, Clone)]
pub struct MbtilesSettings {
    /// The SQLite file.
    pub path: PathBuf,
}

/// `pmtiles://`
#[derive(Debug, Clone)]
pub struct PmtilesSettings {
    /// Where the archive is.
    pub location: PmtilesLocation,
}

/// Where a PMTiles archive is.
#[derive(Debug, Clone)]
pub enum PmtilesLocation {
    /// A file.
    File(PathBuf),
    /// HTTP with range requests.
    Http(Url),
    /// Inside the binary: `world` is the only one.
    Embedded(&'static str),
}

/// `file://dir?filetype=pbf`: a z/x/y tree.
#[derive(Debug, Clone)]
pub struct FileTreeSettings {
    /// The folder that holds the zoom folders.
    pub root: PathBuf,
    /// File name extension, without the dot.
    pub extension: String,
}

/// `overzoom://`
#[derive(Debug, Clone)]
pub struct OverzoomSettings {
    /// Whose tiles are cut.
    pub source: SourceId,
    /// Deepest zoom answered.
    pub max_zoom: u8,
    /// Deepest zoom asked of the source; its own `maxzoom` when `None`.
    pub source_max_zoom: Option<u8>,
}

/// `json2tags://`
#[derive(Debug, Clone)]
pub struct Json2tagsSettings {
    /// Whose tiles are changed.
    pub source: SourceId,
    /// The name of the tag (`name`).
    pub tag: String,
    /// The tag that holds the JSON object (`tag` + `_` unless set); its keys get this prefix.
    pub multi_tag: String,
}

/// `babel://`
#[derive(Debug, Clone)]
pub struct BabelSettings {
    /// Whose tiles are changed.
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
    /// Who gets a copy of the requests.
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
    /// The parts, in tile order; of layers with one name the first wins.
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
    /// How PNGs are written.
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

/// How PNGs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PngMode {
    /// At most this many colours (2..=256), as the original's `png8:m=h`.
    Palette(u16),
    /// 24 or 32 bits.
    Truecolour,
}
