//! `mbtiles://`: tiles in an SQLite file (MBTiles 1.3).
//!
//! Read-only, on as many connections as there are CPUs, on threads that may block. Rows are counted
//! from the south (TMS).

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use serde_json::{Map, Value};
use tokio::sync::Semaphore;

use super::{SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::detected, file::content_type};
use crate::{
    settings::{MbtilesSettings, SourceId},
    tile::TileId,
};

/// The source. See the module.
#[derive(Debug)]
pub struct Mbtiles {
    id: SourceId,
    archive: Arc<Archive>,
    slots: Arc<Semaphore>,
    info: TileInfo,
    content_type: Option<&'static str>,
}

#[derive(Debug)]
struct Archive {
    path: PathBuf,
    limit: usize,
    /// Connections nobody uses right now.
    idle: Mutex<Vec<Connection>>,
}

/// What a look into the archive found.
enum Found {
    Tile(Vec<u8>),
    Nothing,
    TooLarge,
}

impl Mbtiles {
    /// Opens the archive and reads its metadata. `limit` is the largest tile in bytes.
    pub async fn open(id: SourceId, settings: &MbtilesSettings, limit: usize) -> Result<Self, SourceError> {
        let archive = Arc::new(Archive { path: settings.path.clone(), limit, idle: Mutex::default() });
        let opened = archive.clone();
        let bad = |detail: String| SourceError::Bad { source_id: id.to_string(), detail };
        let (info, format) = tokio::task::spawn_blocking(move || opened.with(describe))
            .await
            .map_err(|error| bad(error.to_string()))?
            .map_err(|error| bad(format!("{}: {error}", settings.path.display())))?;
        let slots = std::thread::available_parallelism().map_or(4, usize::from).max(2);
        let content_type = format.as_deref().and_then(content_type);
        Ok(Self { id, archive, slots: Arc::new(Semaphore::new(slots)), info, content_type })
    }

    async fn look(&self, tile: TileId) -> Result<Found, String> {
        let slot = self.slots.clone().acquire_owned().await.map_err(|error| error.to_string())?;
        let archive = self.archive.clone();
        let job = move || {
            let _slot = slot;
            archive.with(|connection| find(connection, tile, archive.limit))
        };
        tokio::task::spawn_blocking(job).await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
    }
}

impl Archive {
    /// Lends a connection to `job`; a new one when none is idle.
    fn with<T>(&self, job: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let lent = idle().pop();
        let connection = lent.map_or_else(|| connect(&self.path), Ok)?;
        let result = job(&connection)?;
        // After an error the connection is dropped instead.
        idle().push(connection);
        Ok(result)
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // `tiles` is often a view: it must not call functions with side effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn find(connection: &Connection, tile: TileId, limit: usize) -> rusqlite::Result<Found> {
    let mut query = connection
        .prepare_cached("SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3")?;
    let row = tile.across() - 1 - tile.y();
    let found = query
        .query_row((tile.z(), tile.x(), row), |row| {
            Ok(match row.get_ref(0)?.as_blob_or_null()? {
                None => Found::Nothing,
                Some(bytes) if bytes.len() > limit => Found::TooLarge,
                Some(bytes) => Found::Tile(bytes.to_vec()),
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Found::Nothing))
}

/// The metadata, and the format it names.
fn describe(connection: &Connection) -> rusqlite::Result<(TileInfo, Option<String>)> {
    // Also says whether this is an archive at all.
    connection.prepare("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")?;
    let mut query = connection.prepare("SELECT name, value FROM metadata")?;
    let text = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
    let mut rows: BTreeMap<String, String> = query
        .query_map((), text)?
        .filter_map(|row| row.map(|(k, v)| v.map(|v| (k, v))).transpose())
        .collect::<Result<_, _>>()?;
    let json = rows.remove("json").and_then(|json| serde_json::from_str(&json).ok());
    let mut map: Map<String, Value> = match json {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    };
    map.extend(rows.into_iter().map(|(key, value)| (key, Value::String(value))));
    let format = map.get("format").and_then(Value::as_str).map(str::to_owned);
    let mut info = TileInfo::from_json(&map);
    if info.min_zoom.is_none() || info.max_zoom.is_none() {
        let zooms = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<u8>>(0)?, row.get::<_, Option<u8>>(1)?));
        let (min, max) = connection.query_row("SELECT min(zoom_level), max(zoom_level) FROM tiles", (), zooms)?;
        (info.min_zoom, info.max_zoom) = (info.min_zoom.or(min), info.max_zoom.or(max));
    }
    Ok((info, format))
}

#[async_trait]
impl TileSource for Mbtiles {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let source_id = || self.id.to_string();
        let look = tokio::time::timeout_at(query.deadline.into(), self.look(query.tile)).await;
        match look.map_err(|_| SourceError::Timeout { source_id: source_id() })? {
            Ok(Found::Tile(bytes)) => {
                let headers = self.content_type.map(|t| ("content-type".to_owned(), t.to_owned()));
                let encoding = detected(&bytes);
                Ok(SourceTile { encoding, headers: headers.into_iter().collect(), ..SourceTile::plain(bytes) })
            }
            Ok(Found::Nothing) => Err(SourceError::NotFound),
            Ok(Found::TooLarge) => Err(SourceError::TooLarge { source_id: source_id(), limit: self.archive.limit }),
            Err(detail) => Err(SourceError::Bad { source_id: source_id(), detail }),
        }
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }

    async fn probe(&self) -> Vec<SourceError> {
        let bad = |detail| SourceError::Bad { source_id: self.id.to_string(), detail };
        self.look(TileId::WORLD).await.err().map(bad).into_iter().collect()
    }
}
