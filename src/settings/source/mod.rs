//! The settings of sources.

mod common;
mod derived;
mod freshness;
mod id;
mod kind;
mod postgis;
mod stored;
mod style;

pub use common::SourceSettings;
pub use derived::{BabelSettings, Json2tagsSettings, LayersPart, LayersSettings, MirrorSettings, OverzoomSettings};
pub use freshness::FreshnessSettings;
pub use id::SourceId;
pub use kind::SourceKind;
pub use postgis::{PostgisLayer, PostgisRows, PostgisSettings};
pub use stored::{FileTreeSettings, HttpSettings, MbtilesSettings, PmtilesLocation, PmtilesSettings};
pub use style::{Chroma, EVERY_SOURCE, PngMode, StyleLanguage, StyleLocation, StyleSettings};
