//! `setInfo`: replaces the description of a source by that in the configuration.

use async_trait::async_trait;

use crate::tile::Lang;

use super::{Connections, SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource};

/// A source with a replaced description, which sources that depend on it see too.
#[derive(Debug)]
pub struct SetInfo {
    inner: SharedSource,
    info: TileInfo,
}

impl SetInfo {
    /// `inner`, described by `info`.
    pub fn new(inner: SharedSource, info: TileInfo) -> Self {
        Self { inner, info }
    }
}

#[async_trait]
impl TileSource for SetInfo {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        self.inner.tile(query).await
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }

    fn depends_on_lang(&self) -> bool {
        self.inner.depends_on_lang()
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.inner.language(lang)
    }

    fn connections(&self) -> Vec<Connections> {
        self.inner.connections()
    }

    async fn probe(&self) -> Vec<SourceError> {
        self.inner.probe().await
    }

    async fn absent(&self) -> Vec<SourceError> {
        self.inner.absent().await
    }
}
