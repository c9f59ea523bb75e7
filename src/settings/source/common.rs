//! What all sources have in common.

use std::collections::BTreeMap;

use super::{FreshnessSettings, SourceId, SourceKind};
use crate::{
    settings::Place,
    tile::{Format, Scale},
};

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
