//! The trait of all sources.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Connections, SourceError, SourceTile, TileInfo, TileQuery};

/// A source of tiles: it reads from a file, archive, database or server, or changes the tiles of another source.
#[async_trait]
pub trait TileSource: Send + Sync + std::fmt::Debug {
    /// Returns a tile. If it does not exist, this is [`SourceError::NotFound`]; a tile without content is an empty
    /// [`SourceTile`].
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError>;

    /// The TileJSON description of the source, before `setInfo` and `overrideInfo`.
    fn info(&self) -> &TileInfo;

    /// Whether tiles depend on the language of a query, so that it is part of the cache key.
    fn depends_on_lang(&self) -> bool {
        false
    }

    /// The state of the source's connection pools, for metrics.
    fn connections(&self) -> Vec<Connections> {
        Vec::new()
    }

    /// Tests the source, for `karto check --connect` and readiness: opens connections, prepares statements, or requests
    /// a tile. Returns all problems; if there are none, the source works.
    async fn probe(&self) -> Vec<SourceError> {
        Vec::new()
    }

    /// Problems that do not prevent the source from working, such as a replica that is down.
    async fn absent(&self) -> Vec<SourceError> {
        Vec::new()
    }
}

/// A shared source.
pub type SharedSource = Arc<dyn TileSource>;
