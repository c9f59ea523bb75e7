//! Where tiles come from: one trait, one file per kind, and the graph that the configuration names.

pub mod babel;
pub mod client;
pub mod editing;
pub mod embedded;
mod error;
pub mod file;
mod freshness;
pub mod graph;
pub mod http;
mod info;
pub mod json2tags;
pub mod layers;
pub mod mbtiles;
pub mod mirror;
pub mod overzoom;
pub mod pmtiles;
pub mod postgis;
pub mod set_info;
mod tile;
mod trust;

pub use error::SourceError;
pub use graph::{BuildError, BuildProblem, Graph, build};
pub use info::{TileInfo, VectorLayer};
pub use tile::{Encoding, Freshness, SourceTile};

use std::{sync::Arc, time::Instant};

use async_trait::async_trait;

use crate::tile::{Lang, TileId};

/// One question to a source.
#[derive(Debug, Clone)]
pub struct TileQuery {
    /// Which tile.
    pub tile: TileId,
    /// In which language labels are wanted; `None` leaves it to the configuration.
    pub lang: Option<Lang>,
    /// When the asker stops waiting. Sources pass it on and give up by then.
    pub deadline: Instant,
}

/// Connections to one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connections {
    /// `host:port/…`, without secrets.
    pub host: String,
    /// How many requests use.
    pub in_use: usize,
    /// How many are open and wait for use.
    pub idle: usize,
    /// How many there may be.
    pub most: usize,
    /// Requests that wait for one.
    pub waiting: usize,
}

/// Something that answers for tiles: a leaf (file, archive, database, server) or a step that
/// changes the tiles of another source.
#[async_trait]
pub trait TileSource: Send + Sync + std::fmt::Debug {
    /// The tile, or [`SourceError`]. A tile that does not exist is [`SourceError::NotFound`]; a tile
    /// that exists and holds nothing is an empty [`SourceTile`].
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError>;

    /// What TileJSON says of it, before `setInfo`/`overrideInfo`.
    fn info(&self) -> &TileInfo;

    /// Whether `lang` of a query changes the answer; decides whether it belongs into the cache key.
    fn depends_on_lang(&self) -> bool {
        false
    }

    /// The connections it keeps to servers of others, for the metrics.
    fn connections(&self) -> Vec<Connections> {
        Vec::new()
    }

    /// Tries the source out (`karto check --connect`, readiness): opens connections, prepares
    /// statements, asks for one tile. Every problem found, none when it works.
    async fn probe(&self) -> Vec<SourceError> {
        Vec::new()
    }

    /// What is away although the source works, because something else stands in for it: a replica.
    async fn absent(&self) -> Vec<SourceError> {
        Vec::new()
    }
}

/// A source as it is handed around.
pub type SharedSource = Arc<dyn TileSource>;
