//! `pmtiles://`: a PMTiles 3 archive in a file, on a server that supports range requests, or embedded in the binary.

mod archive;
mod directory;
mod error;
mod header;
mod limits;
mod local;
mod metadata;
mod number;
mod storage;

use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use reqwest::Client;

pub use self::local::{PmtilesError, vector_layers};
use self::{
    archive::{Archive, TILE},
    error::ArchiveError,
    storage::Storage,
};
use super::{Encoding, SourceError, SourceTile, TileInfo, TileQuery, TileSource, checked::Expected};
use crate::{
    settings::{PmtilesLocation, PmtilesSettings, SourceId},
    tile::TileId,
};

/// A `pmtiles://` source; see the module documentation.
pub struct Pmtiles {
    id: SourceId,
    location: PmtilesLocation,
    client: Client,
    limit: usize,
    /// Replaced when the archive on the server has changed.
    archive: RwLock<Arc<Archive>>,
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
        let opened = async {
            let archive = open(&location, &client).await?;
            let info = describe(&archive).await?;
            Ok((archive, info))
        };
        let (archive, info) = opened.await.map_err(|error| source_error(&id, limit, error))?;
        Ok(Self { id, location, client, limit, archive: RwLock::new(Arc::new(archive)), info })
    }

    fn archive(&self) -> Arc<Archive> {
        self.archive.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the tiles are, according to the header.
    pub(super) fn expected(&self) -> Expected {
        self.archive().header().expected
    }

    async fn find(&self, tile: TileId) -> Result<Option<SourceTile>, ArchiveError> {
        let archive = self.archive();
        match archive.tile(tile, self.limit).await {
            // The cached directories are outdated.
            Err(error) if matches!(error.inner(), ArchiveError::Modified) => {
                tracing::info!(source = %self.id, "the archive was replaced");
                let archive = Arc::new(open(&self.location, &self.client).await?);
                *self.archive.write().unwrap_or_else(PoisonError::into_inner) = archive.clone();
                archive.tile(tile, self.limit).await.map(|bytes| bytes.map(|bytes| packed(&archive, bytes)))
            }
            found => found.map(|bytes| bytes.map(|bytes| packed(&archive, bytes))),
        }
    }
}

async fn open(location: &PmtilesLocation, client: &Client) -> Result<Archive, ArchiveError> {
    Archive::open(Storage::new(location, client)?).await
}

async fn describe(archive: &Archive) -> Result<TileInfo, ArchiveError> {
    let mut info = TileInfo::from_json(&archive.metadata().await?);
    let header = archive.header();
    info.min_zoom = Some(header.min_zoom);
    info.max_zoom = Some(header.max_zoom);
    let [west, south, east, north] = header.bounds;
    if west < east && south < north {
        info.bounds = Some(header.bounds);
        info.center = Some(header.center);
    }
    Ok(info)
}

fn packed(archive: &Archive, bytes: bytes::Bytes) -> SourceTile {
    let encoding = archive.header().tile_encoding.unwrap_or_else(|| Encoding::detect(&bytes));
    SourceTile { encoding, ..SourceTile::plain(bytes) }
}

fn source_error(id: &SourceId, limit: usize, error: ArchiveError) -> SourceError {
    match error.inner() {
        ArchiveError::Timeout => SourceError::timeout(id),
        ArchiveError::TooLarge { part: TILE, .. } => SourceError::too_large(id, limit),
        ArchiveError::Status(_) | ArchiveError::TooLong | ArchiveError::Request(_) | ArchiveError::File(_) => {
            SourceError::unavailable(id, error)
        }
        _ => SourceError::bad(id, error),
    }
}

#[async_trait]
impl TileSource for Pmtiles {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let found = tokio::time::timeout_at(query.deadline.into(), self.find(query.tile)).await;
        let found = found.map_err(|_| SourceError::timeout(&self.id))?;
        found.map_err(|error| source_error(&self.id, self.limit, error))?.ok_or(SourceError::NotFound)
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }
}
