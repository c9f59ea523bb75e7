//! A source as the service holds it.

use crate::{
    settings::{SourceKind, SourceSettings},
    source::SharedSource,
};

/// A source, how it is published, and what tiles of it are made from.
#[derive(Debug)]
pub struct Published {
    /// The configuration's words.
    pub settings: SourceSettings,
    /// The source itself; `None` for drawn ones.
    pub source: Option<SharedSource>,
    /// Whether `lang` changes its tiles.
    pub depends_on_lang: bool,
    /// Its info.json without `tiles`, which depends on the request.
    pub info: serde_json::Map<String, serde_json::Value>,
}

impl Published {
    /// Whether its tiles are drawn.
    pub fn is_drawn(&self) -> bool {
        self.settings.kind.is_style()
    }

    /// The karto sources a drawn source reads.
    pub fn backends(&self) -> impl Iterator<Item = &str> {
        let sources = match &self.settings.kind {
            SourceKind::Style(style) => style.sources.as_slice(),
            _ => &[],
        };
        sources.iter().map(|(_, id)| id.as_ref())
    }

    /// The deepest zoom at which its vector tiles hold new data, as its info.json says. Beyond it the
    /// whole tile of that zoom stands for its descendants.
    pub fn data_zoom(&self) -> u8 {
        let zoom = self.info.get("maxzoom").and_then(serde_json::Value::as_u64);
        zoom.and_then(|z| u8::try_from(z).ok()).unwrap_or(crate::tile::MAX_ZOOM)
    }
}
