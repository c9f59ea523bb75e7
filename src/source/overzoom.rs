//! `overzoom://`: tiles deeper than the source goes, cut from an ancestor that the source has.
//!
//! Below the source's deepest zoom (`sourceMaxzoom`, or the source's own `maxzoom`) the ancestor at that zoom is
//! requested at once. If a tile is missing, its ancestors are tried, at most [`MAX_CLIMB`] of them. (Kartotherian tries
//! all of them one after the other, up to the world tile, before every response.) With a declared deepest zoom the
//! first try finds the tile.

use async_trait::async_trait;

use super::{SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::Editor};
use crate::{
    mvt::edit,
    settings::{OverzoomSettings, SourceId},
    tile::TileId,
};

/// How many ancestors of a missing tile are tried.
pub const MAX_CLIMB: u8 = 4;

/// The source. See the module.
#[derive(Debug)]
pub struct Overzoom {
    id: SourceId,
    inner: SharedSource,
    max_zoom: u8,
    source_max_zoom: Option<u8>,
    editor: Editor,
}

impl Overzoom {
    /// Makes tiles below those of `inner`.
    pub fn new(id: SourceId, settings: &OverzoomSettings, inner: SharedSource, editor: Editor) -> Self {
        let source_max_zoom = settings.source_max_zoom.or(inner.info().max_zoom);
        Self { id, inner, max_zoom: settings.max_zoom, source_max_zoom, editor }
    }

    /// The deepest tile at or above the requested one that exists, unchanged, with its id;
    /// [`SourceError::NotFound`] if none of the tiles tried exists.
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

    /// The description of the source below: clients overzoom by themselves from its deepest zoom, and get the same
    /// picture from fewer tiles.
    fn info(&self) -> &TileInfo {
        self.inner.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.inner.depends_on_lang()
    }
}
