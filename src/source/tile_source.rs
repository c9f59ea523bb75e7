//! The contract of every source.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Connections, SourceError, SourceTile, TileInfo, TileQuery};

/// A source of tiles: a leaf (file, archive, database, server) or a step that changes the tiles of another source.
#[async_trait]
pub trait TileSource: Send + Sync + std::fmt::Debug {
    /// The tile, or [`SourceError`]. A tile that does not exist is [`SourceError::NotFound`]; a tile without content
    /// is an empty [`SourceTile`].
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError>;

    /// The TileJSON description of the source, before `setInfo` and `overrideInfo`.
    fn info(&self) -> &TileInfo;

    /// Whether tiles depend on the language of a query, so that it belongs into the cache key.
    fn depends_on_lang(&self) -> bool {
        false
    }

    /// The connections that the source keeps to other servers, for the metrics.
    fn connections(&self) -> Vec<Connections> {
        Vec::new()
    }

    /// Tests the source (`karto check --connect`, readiness): opens connections, prepares statements, requests a
    /// tile. Returns every problem found; an empty list means that the source works.
    async fn probe(&self) -> Vec<SourceError> {
        Vec::new()
    }

    /// Problems that do not keep the source from working because something else takes over: a replica is down.
    async fn absent(&self) -> Vec<SourceError> {
        Vec::new()
    }
}

/// A source, shared.
pub type SharedSource = Arc<dyn TileSource>;
