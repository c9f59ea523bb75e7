//! Settings that all sources have.

use std::collections::BTreeMap;

use super::{FreshnessSettings, SourceId, SourceKind};
use crate::{
    settings::Place,
    tile::{Format, Scale},
};

/// The settings of a source.
#[derive(Debug, Clone)]
pub struct SourceSettings {
    /// The source's key in the configuration.
    pub id: SourceId,
    /// Where it is configured.
    pub place: Place,
    /// Whether clients may request it (`public`, or `allSourcesPublic`).
    pub public: bool,
    /// Whether `/{id}/info.json` is served (`publicinfo`).
    pub public_info: bool,
    /// The formats it is served in (`formats`). It is never empty: the default depends on the kind.
    pub formats: Vec<Format>,
    /// Whether `formats` is configured, rather than the default.
    pub formats_are_chosen: bool,
    /// Allowed scales in addition to 1 (`scales`), in the order of the configuration.
    pub scales: Vec<Scale>,
    /// The minimum zoom that is served (`minzoom`).
    pub min_zoom: Option<u8>,
    /// The maximum zoom that is served (`maxzoom`); `None` means 26, as in Kartotherian.
    pub max_zoom: Option<u8>,
    /// Whether `/img` may use it (`static`); `None` if the configuration does not say. karto's own addresses of static
    /// maps use it unless this is false.
    pub static_images: Option<bool>,
    /// The maximum width of a static image, in CSS pixels (`maxwidth`).
    pub max_width: Option<u32>,
    /// The maximum height of a static image, in CSS pixels (`maxheight`).
    pub max_height: Option<u32>,
    /// `defaultHeaders` of the source, with names in lower case.
    pub default_headers: BTreeMap<String, String>,
    /// `overrideHeaders` or `headers` of the source, with names in lower case.
    pub override_headers: BTreeMap<String, String>,
    /// Replaces the `info.json` of the source (`setInfo`).
    pub set_info: Option<serde_json::Map<String, serde_json::Value>>,
    /// Merged into the `info.json`; null deletes a key (`overrideInfo`).
    pub override_info: Option<serde_json::Map<String, serde_json::Value>>,
    /// How long tiles are cached.
    pub freshness: FreshnessSettings,
    /// The kind of source, with its own settings.
    pub kind: SourceKind,
}
