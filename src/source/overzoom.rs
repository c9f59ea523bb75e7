//! `overzoom://`: tiles beyond the maximum zoom of a source, cut from an ancestor.
//!
//! Beyond the source's maximum zoom (`sourceMaxzoom`, or the source's own `maxzoom`), the ancestor at that zoom is
//! requested directly. If a tile is missing, up to [`MAX_CLIMB`] of its ancestors are tried. (Kartotherian tries all
//! ancestors one by one, up to the world tile.) If the maximum zoom is declared, the first request usually finds the
//! tile.

use async_trait::async_trait;

use super::{SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::Editor};
use crate::{
    mvt::edit,
    settings::{OverzoomSettings, SourceId},
    tile::{Lang, TileId},
};

/// The maximum number of ancestors that are tried for a missing tile.
pub const MAX_CLIMB: u8 = 4;

/// An `overzoom://` source; see the module documentation.
#[derive(Debug)]
pub struct Overzoom {
    id: SourceId,
    inner: SharedSource,
    max_zoom: u8,
    source_max_zoom: Option<u8>,
    editor: Editor,
}

impl Overzoom {
    /// A source that overzooms the tiles of `inner`.
    pub fn new(id: SourceId, settings: &OverzoomSettings, inner: SharedSource, editor: Editor) -> Self {
        let source_max_zoom = settings.source_max_zoom.or(inner.info().max_zoom);
        Self { id, inner, max_zoom: settings.max_zoom, source_max_zoom, editor }
    }

    /// The requested tile, or its nearest ancestor that exists, unchanged and with its id; [`SourceError::NotFound`] if
    /// none of the tiles that are tried exists.
    pub async fn deepest(&self, query: &TileQuery) -> Result<(TileId, SourceTile), SourceError> {
        let wanted = query.tile;
        if wanted.z() > self.max_zoom {
            return Err(SourceError::ZoomOutOfRange);
        }
        let mut tile = wanted.ancestor(self.source_max_zoom.unwrap_or(wanted.z()));
        for _ in 0..=MAX_CLIMB {
            match self.inner.tile(&TileQuery { tile, ..query.clone() }).await {
                Err(error) if error.is_not_found() => {}
                answer => return answer.map(|found| (tile, found)),
            }
            match tile.parent() {
                Some(parent) => tile = parent,
                None => break,
            }
        }
        Err(SourceError::NotFound)
    }
}

#[async_trait]
impl TileSource for Overzoom {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let (from, found) = self.deepest(query).await?;
        let (dz, column, row) = query.tile.within(from.z());
        if dz == 0 {
            return Ok(found);
        }
        let mut cut = self
            .editor
            .edit(&self.id, query.deadline, found, move |tile| Ok(Some(edit::overzoom(tile, dz, column, row))))
            .await?;
        // As in Kartotherian: a tile that was cut here has a content type only if the backend sent one.
        if !cut.headers.iter().any(|(name, _)| name == "content-type") {
            cut.headers.push(("content-type".into(), String::new()));
        }
        Ok(cut)
    }

    /// The description of the inner source: clients overzoom by themselves beyond its maximum zoom, and get the same
    /// image from fewer tiles.
    fn info(&self) -> &TileInfo {
        self.inner.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.inner.depends_on_lang()
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.inner.language(lang)
    }
}
