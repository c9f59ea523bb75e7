//! `overzoom://`: tiles deeper than the source goes, cut from the ancestor that it has.
//!
//! Past the source's deepest zoom (`sourceMaxzoom`, or what the source says of itself) its ancestor at
//! that zoom is asked at once. A tile that is missing above it is looked for in its ancestors, at
//! most [`MAX_CLIMB`] of them: the original asks all of them one after the other, up to the whole
//! world, before every answer. Whoever declares the deepest zoom never pays for this.

use async_trait::async_trait;

use super::{SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::Editor};
use crate::{
    mvt::edit,
    settings::{OverzoomSettings, SourceId},
    tile::TileId,
};

/// How many ancestors are asked for a tile that is missing.
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
    /// Answers for tiles below those of `inner`.
    pub fn new(id: SourceId, settings: &OverzoomSettings, inner: SharedSource, editor: Editor) -> Self {
        let source_max_zoom = settings.source_max_zoom.or(inner.info().max_zoom);
        Self { id, inner, max_zoom: settings.max_zoom, source_max_zoom, editor }
    }

    /// The deepest tile at or above `wanted` that there is, as it is. Which one it was is part of the
    /// answer; [`SourceError::NotFound`] when none was found in reach.
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
        // As in the original: what was cut here has a content type only where the backend gave one.
        if !cut.headers.iter().any(|(name, _)| name == "content-type") {
            cut.headers.push(("content-type".into(), String::new()));
        }
        Ok(cut)
    }

    /// What the source below says: its deepest zoom is where data ends, and a client that overzooms by
    /// itself gets the same picture from fewer tiles.
    fn info(&self) -> &TileInfo {
        self.inner.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.inner.depends_on_lang()
    }
}
