//! Sources with what the service knows about them.

use serde_json::{Map, Value};

use crate::{
    settings::{SourceKind, SourceSettings},
    source::{SharedSource, language_of_all},
    tile::{Lang, MAX_ZOOM},
};

/// A source with its settings and its `info.json`.
#[derive(Debug)]
pub(crate) struct ServedSource {
    /// Its settings.
    pub(crate) settings: SourceSettings,
    /// The source itself; `None` if its tiles are drawn.
    pub(crate) source: Option<SharedSource>,
    /// Whether `lang` changes its tiles.
    pub(crate) depends_on_lang: bool,
    /// The sources by which `lang` changes its tiles: itself, or those that its style reads.
    pub(super) translated: Vec<SharedSource>,
    /// Its `info.json`, without `tiles`, which depends on the request.
    pub(crate) info: Map<String, Value>,
}

impl ServedSource {
    /// The language that its tiles for `lang` depend on; see [`TileSource::language`](crate::source::TileSource::language).
    pub(crate) fn language(&self, lang: &Lang) -> Option<Lang> {
        language_of_all(self.translated.iter().map(|source| &**source), lang)
    }

    /// Whether its tiles are drawn.
    pub(crate) fn is_drawn(&self) -> bool {
        self.settings.kind.is_style()
    }

    /// The ids of the karto sources that its style reads; none if it is not drawn.
    pub(crate) fn backends(&self) -> impl Iterator<Item = &str> {
        let sources = match &self.settings.kind {
            SourceKind::Style(style) => style.sources.as_slice(),
            _ => &[],
        };
        sources.iter().map(|(_, id)| id.as_ref())
    }

    /// The maximum zoom of its vector data, from its `info.json`. Tiles at higher zooms are parts of the tiles at that
    /// zoom.
    pub(crate) fn data_zoom(&self) -> u8 {
        let zoom = self.info.get("maxzoom").and_then(Value::as_u64);
        zoom.and_then(|z| u8::try_from(z).ok()).unwrap_or(MAX_ZOOM)
    }
}
