//! Reads an archive: its header, directories, metadata and tiles. All sizes are limited before anything is read, and
//! while it is decompressed.

use std::sync::Arc;

use bytes::Bytes;
use moka::future::Cache;
use serde_json::{Map, Value};
use tokio::sync::Semaphore;

use super::{
    directory::Directory,
    error::{ArchiveError, WRITE_AGAIN},
    header::{Header, Section},
    limits::{CONCURRENT_DIRECTORIES, DIRECTORY_CACHE, MAX_LEAVES, MAX_PACKED_DIRECTORY},
    metadata,
    number::number_of,
    storage::Storage,
};
use crate::tile::TileId;

/// The bytes that are read first. By the specification, they contain the header and the root directory.
const FIRST: Section = Section { offset: 0, length: 16_384 };

/// An open archive.
#[derive(Debug)]
pub(super) struct Archive {
    storage: Storage,
    header: Header,
    root: Directory,
    /// Leaf directories by offset in the archive.
    directories: Cache<u64, Arc<Directory>>,
    reading: Arc<Semaphore>,
    /// The version at the time of opening, if the server names it.
    version: Option<String>,
}

impl Archive {
    /// Reads the header and the root directory.
    pub(super) async fn open(storage: Storage) -> Result<Self, ArchiveError> {
        let first = storage.read(FIRST).await?;
        let header = Header::parse(&first.bytes)?;
        let (root, compression) = (header.root, header.internal_compression);
        let directories = Cache::builder()
            .max_capacity(DIRECTORY_CACHE)
            .weigher(|_, directory: &Arc<Directory>| u32::try_from(directory.weight()).unwrap_or(u32::MAX));
        let mut archive = Self {
            storage,
            header,
            root: Directory::read(&[0], super::header::InternalCompression::None, 0)?,
            directories: directories.build(),
            reading: Arc::new(Semaphore::new(CONCURRENT_DIRECTORIES)),
            version: first.version,
        };
        limited_directory(root)?;
        let (begin, end) = (usize::try_from(root.offset), usize::try_from(root.offset.saturating_add(root.length)));
        let packed = match (begin, end) {
            (Ok(begin), Ok(end)) if end <= first.bytes.len() => first.bytes.slice(begin.min(end)..end),
            _ => archive.read(root).await?,
        };
        let read = move || Directory::read(&packed, compression, root.offset);
        archive.root = tokio::task::spawn_blocking(read).await??;
        Ok(archive)
    }

    /// The header.
    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// The metadata; empty if the archive has none.
    pub(super) async fn metadata(&self) -> Result<Map<String, Value>, ArchiveError> {
        let section = metadata::limited(&self.header)?;
        let packed = self.read(section).await?;
        let header = self.header.clone();
        tokio::task::spawn_blocking(move || metadata::parse(&packed, &header)).await?
    }

    /// The bytes of a tile as they are in the archive; `None` if it does not exist.
    pub(super) async fn tile(&self, tile: TileId, limit: usize) -> Result<Option<Bytes>, ArchiveError> {
        let number = number_of(tile);
        let mut found = self.root.find(number);
        for _ in 0..=MAX_LEAVES {
            let Some(entry) = found else { return Ok(None) };
            let length = u64::from(entry.length);
            if entry.run > 0 {
                let place = self.header.tiles.place(entry.offset, length);
                let place = place.ok_or(ArchiveError::Outside { part: "a tile" })?;
                if length > limit as u64 {
                    let (offset, limit) = (place.offset, limit as u64);
                    return Err(ArchiveError::TooLarge { part: TILE, offset, limit, fix: "see `limits.tileBytes`" });
                }
                return self.read(place).await.map(Some);
            }
            let place = self.header.leaves.place(entry.offset, length);
            let place = place.ok_or(ArchiveError::Outside { part: "a directory" })?;
            found = self.directory(place).await?.find(number);
        }
        Err(ArchiveError::TooDeep(MAX_LEAVES))
    }

    /// The leaf directory at `place`, which is read once for all queries that need it at the same time.
    async fn directory(&self, place: Section) -> Result<Arc<Directory>, ArchiveError> {
        let read = async {
            limited_directory(place)?;
            let permit = self.reading.clone().acquire_owned().await?;
            let packed = self.read(place).await?;
            let compression = self.header.internal_compression;
            let decode = move || {
                let _permit = permit;
                Directory::read(&packed, compression, place.offset).map(Arc::new)
            };
            tokio::task::spawn_blocking(decode).await?
        };
        Ok(self.directories.try_get_with(place.offset, read).await?)
    }

    /// All bytes of `section`, whose length the caller has limited.
    async fn read(&self, section: Section) -> Result<Bytes, ArchiveError> {
        if section.length == 0 {
            return Ok(Bytes::new());
        }
        let range = self.storage.read(section).await?;
        if let (Some(then), Some(now)) = (&self.version, &range.version)
            && then != now
        {
            return Err(ArchiveError::Modified);
        }
        match range.bytes.len() as u64 == section.length {
            true => Ok(range.bytes),
            false => Err(ArchiveError::TooShort(section.offset.saturating_add(section.length))),
        }
    }
}

/// The name of a tile in errors.
pub(super) const TILE: &str = "a tile";

fn limited_directory(place: Section) -> Result<(), ArchiveError> {
    let Section { offset, length } = place;
    match length > MAX_PACKED_DIRECTORY {
        true => {
            Err(ArchiveError::TooLarge { part: "a directory", offset, limit: MAX_PACKED_DIRECTORY, fix: WRITE_AGAIN })
        }
        false => Ok(()),
    }
}
