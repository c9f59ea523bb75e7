//! `pmtiles://`: a PMTiles 3 archive in a file, on a server that supports range requests, or embedded in the binary.

mod backend;
mod local;
mod range;

use std::{
    io::ErrorKind,
    sync::{Arc, PoisonError, RwLock},
};

use async_trait::async_trait;
use pmtiles::{AsyncPmTilesReader, Compression, MokaCache, PmtError, TileCoord, TileType};
use reqwest::Client;
use serde_json::{Map, Value};

pub use self::local::{PmtilesError, vector_layers};
use self::{
    backend::{ArchiveBackend, Storage},
    range::RangeError,
};
use super::{Encoding, SourceError, SourceTile, TileInfo, TileQuery, TileSource, embedded};
use crate::settings::{PmtilesLocation, PmtilesSettings, SourceId};

/// The size of the cache for directories of an archive, in bytes.
const DIRECTORY_CACHE: u64 = 32 << 20;

type ArchiveReader = AsyncPmTilesReader<ArchiveBackend, MokaCache>;

/// A `pmtiles://` source; see the module documentation.
pub struct Pmtiles {
    id: SourceId,
    location: PmtilesLocation,
    client: Client,
    limit: usize,
    /// Replaced when the archive on the server has changed.
    reader: RwLock<Arc<ArchiveReader>>,
    info: TileInfo,
}

impl std::fmt::Debug for Pmtiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pmtiles").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Pmtiles {
    /// Opens the archive: reads its header, root directory and metadata. `limit` is the maximum size of a tile in
    /// bytes.
    pub async fn open(
        id: SourceId,
        settings: &PmtilesSettings,
        client: Client,
        limit: usize,
    ) -> Result<Self, SourceError> {
        let location = settings.location.clone();
        let reader = open(&location, &client, limit).await.map_err(|error| source_error(&id, limit, error))?;
        let info = describe(&reader).await.map_err(|error| source_error(&id, limit, error))?;
        Ok(Self { id, location, client, limit, reader: RwLock::new(Arc::new(reader)), info })
    }

    fn reader(&self) -> Arc<ArchiveReader> {
        self.reader.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn find(&self, tile: TileCoord) -> Result<Option<SourceTile>, PmtError> {
        let reader = self.reader();
        match reader.get_tile(tile).await {
            // The archive has changed, so the cached directories are outdated.
            Err(PmtError::SourceModified) => {
                tracing::info!(source = %self.id, "the archive was replaced");
                let reader = Arc::new(open(&self.location, &self.client, self.limit).await?);
                *self.reader.write().unwrap_or_else(PoisonError::into_inner) = reader.clone();
                reader.get_tile(tile).await.map(|bytes| bytes.map(|bytes| packed(&reader, bytes)))
            }
            found => found.map(|bytes| bytes.map(|bytes| packed(&reader, bytes))),
        }
    }
}

async fn open(location: &PmtilesLocation, client: &Client, limit: usize) -> Result<ArchiveReader, PmtError> {
    let storage = match location {
        PmtilesLocation::File(path) => Storage::File(path.clone()),
        PmtilesLocation::Http(url) => Storage::Http(client.clone(), Box::new(url.clone())),
        PmtilesLocation::Embedded(name) => {
            Storage::Embedded(embedded::archive(name).ok_or(RangeError::NotEmbedded(name))?)
        }
    };
    ArchiveReader::try_from_cached_source(
        ArchiveBackend::new(storage, limit),
        MokaCache::with_max_bytes(DIRECTORY_CACHE),
    )
    .await
}

async fn describe(reader: &ArchiveReader) -> Result<TileInfo, PmtError> {
    let map = match reader.get_metadata().await {
        Ok(text) => match serde_json::from_str(&text) {
            Ok(Value::Object(map)) => map,
            _ => return Err(PmtError::InvalidMetadata),
        },
        // Some archives have no metadata.
        Err(PmtError::InvalidMetadata) => Map::new(),
        Err(error) => return Err(error),
    };
    let header = reader.get_header();
    let mut info = TileInfo::from_json(&map);
    info.min_zoom = Some(header.min_zoom);
    info.max_zoom = Some(header.max_zoom);
    let (west, south, east, north) =
        (header.min_longitude, header.min_latitude, header.max_longitude, header.max_latitude);
    if west < east && south < north {
        info.bounds = Some([west, south, east, north]);
        info.center = Some([header.center_longitude, header.center_latitude, f64::from(header.center_zoom)]);
    }
    Ok(info)
}

fn packed(reader: &ArchiveReader, bytes: bytes::Bytes) -> SourceTile {
    let header = reader.get_header();
    let encoding = match header.tile_compression {
        Compression::Gzip => Encoding::Gzip,
        Compression::Brotli => Encoding::Brotli,
        Compression::Zstd => Encoding::Zstd,
        _ => Encoding::detect(&bytes),
    };
    let headers = match header.tile_type {
        TileType::Png | TileType::Jpeg | TileType::Webp | TileType::Avif => {
            vec![("content-type".to_owned(), header.tile_type.content_type().to_owned())]
        }
        _ => Vec::new(),
    };
    SourceTile { encoding, headers, ..SourceTile::plain(bytes) }
}

fn source_error(id: &SourceId, limit: usize, error: PmtError) -> SourceError {
    match error {
        PmtError::Reading(error) => match error.kind() {
            ErrorKind::TimedOut => SourceError::timeout(id),
            ErrorKind::FileTooLarge => SourceError::too_large(id, limit),
            _ => SourceError::unavailable(id, error),
        },
        error => SourceError::bad(id, error),
    }
}

#[async_trait]
impl TileSource for Pmtiles {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let (z, x, y) = (query.tile.z(), query.tile.x(), query.tile.y());
        let Ok(tile) = TileCoord::new(z, x, y) else { return Err(SourceError::NotFound) };
        let found = tokio::time::timeout_at(query.deadline.into(), self.find(tile)).await;
        let found = found.map_err(|_| SourceError::timeout(&self.id))?;
        let found = found.map_err(|error| source_error(&self.id, self.limit, error))?.ok_or(SourceError::NotFound)?;
        if found.bytes.len() > self.limit {
            return Err(SourceError::too_large(&self.id, self.limit));
        }
        Ok(found)
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }
}
