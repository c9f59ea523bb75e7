//! `mbtiles://`: tiles in an SQLite file (MBTiles 1.3).
//!
//! Files are read on blocking threads, with at most one connection per CPU (but at least two). Rows are counted from
//! the south (TMS).

mod connections;
mod error;
mod metadata;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension};
use tokio::sync::Semaphore;

use self::connections::ConnectionPool;
pub use self::error::MbtilesError;
use super::{SourceError, SourceTile, TileInfo, TileQuery, TileSource, VectorLayer, checked::Expected};
use crate::{
    settings::{MbtilesSettings, SourceId},
    tile::TileId,
};

/// The time for reading the metadata. Without `minzoom` and `maxzoom`, all tiles of an archive without an index are read.
const OPENING: Duration = Duration::from_secs(60);

/// The time for a probe. It occupies a thread even if nobody waits for it any more.
const PROBING: Duration = Duration::from_secs(5);

/// The maximum size of values that are read for checks of a configuration, in bytes.
const MAX_CHECKED: usize = 16 << 20;

/// An `mbtiles://` source; see the module documentation.
#[derive(Debug)]
pub struct Mbtiles {
    id: SourceId,
    connections: Arc<ConnectionPool>,
    permits: Arc<Semaphore>,
    limit: usize,
    info: TileInfo,
    expected: Expected,
}

/// The result of looking up a tile.
enum Lookup {
    Tile(Vec<u8>),
    Missing,
    TooLarge,
}

impl Mbtiles {
    /// Opens the archive and reads its metadata. `limit` is the maximum size of a tile in bytes.
    pub async fn open(id: SourceId, settings: &MbtilesSettings, limit: usize) -> Result<Self, SourceError> {
        let connections = Arc::new(ConnectionPool::new(settings.path.clone(), limit));
        let opened = connections.clone();
        let read = move || opened.with(Instant::now() + OPENING, metadata::read);
        let described = tokio::task::spawn_blocking(read).await.map_err(MbtilesError::from).flatten();
        let open = |error| MbtilesError::Open { path: settings.path.clone(), source: Box::new(error) };
        let (info, format) = described.map_err(|error| SourceError::bad(&id, open(error)))?;
        let concurrency = std::thread::available_parallelism().map_or(4, usize::from).max(2);
        let expected = format.as_deref().map_or(Expected::Any, Expected::by_extension);
        Ok(Self { id, connections, permits: Arc::new(Semaphore::new(concurrency)), limit, info, expected })
    }

    /// What the tiles are, according to the metadata.
    pub(super) fn expected(&self) -> Expected {
        self.expected
    }

    async fn find(&self, tile: TileId, deadline: Instant) -> Result<Lookup, MbtilesError> {
        let permit = self.permits.clone().acquire_owned().await?;
        let (connections, limit) = (self.connections.clone(), self.limit);
        let job = move || {
            let _permit = permit;
            connections.with(deadline, |connection| find(connection, tile, limit))
        };
        match tokio::task::spawn_blocking(job).await? {
            Err(error) => match MbtilesError::from(error) {
                MbtilesError::TooLarge => Ok(Lookup::TooLarge),
                error => Err(error),
            },
            Ok(found) => Ok(found),
        }
    }
}

fn find(connection: &Connection, tile: TileId, limit: usize) -> rusqlite::Result<Lookup> {
    let mut query = connection
        .prepare_cached("SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3")?;
    let row = tile.across() - 1 - tile.y();
    let found = query
        .query_row((tile.z(), tile.x(), row), |row| {
            Ok(match row.get_ref(0)?.as_blob_or_null()? {
                None => Lookup::Missing,
                Some(bytes) if bytes.len() > limit => Lookup::TooLarge,
                Some(bytes) => Lookup::Tile(bytes.to_vec()),
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Lookup::Missing))
}

/// The `vector_layers` in the metadata of the archive at `path`; empty if the metadata has none. Blocks.
pub fn vector_layers(path: &Path) -> Result<Vec<VectorLayer>, MbtilesError> {
    let connection = connections::connect(path, MAX_CHECKED)?;
    connections::end_at(&connection, Instant::now() + OPENING)?;
    metadata::vector_layers(&connection)
}

#[async_trait]
impl TileSource for Mbtiles {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let found = tokio::time::timeout_at(query.deadline.into(), self.find(query.tile, query.deadline)).await;
        match found.map_err(|_| SourceError::timeout(&self.id))? {
            Ok(Lookup::Tile(bytes)) => Ok(SourceTile::stored(bytes)),
            Ok(Lookup::Missing) => Err(SourceError::NotFound),
            Ok(Lookup::TooLarge) => Err(SourceError::too_large(&self.id, self.limit)),
            Err(MbtilesError::TooSlow) => Err(SourceError::timeout(&self.id)),
            Err(error) => Err(SourceError::bad(&self.id, error)),
        }
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }

    async fn probe(&self) -> Vec<SourceError> {
        let asked = self.find(TileId::WORLD, Instant::now() + PROBING).await;
        asked.err().map(|error| SourceError::bad(&self.id, error)).into_iter().collect()
    }
}
