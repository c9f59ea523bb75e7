//! Access to the bytes of an archive: in a file, by HTTP range requests, or embedded in the binary.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use pmtiles::{AsyncBackend, BackendResponse, PmtResult};
use reqwest::{
    Client, StatusCode,
    header::{ETAG, LAST_MODIFIED, RANGE},
};
use url::Url;

use super::range::RangeError;
use crate::{
    mvt::{Packing, UnpackError, unpack},
    source::client::RequestError,
};

/// The timeout for reading a range over HTTP.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The maximum size of decompressed directories and metadata, in bytes: ten times that of the largest archives.
const MAX_DIRECTORY: usize = 32 << 20;

/// Reads an archive with limits on sizes.
#[derive(Debug)]
pub(super) struct ArchiveBackend {
    storage: Storage,
    /// The maximum size of a compressed tile, in bytes.
    limit: usize,
    /// Offset and length of the tile data, in bytes; set by the first read.
    tiles: OnceLock<(u64, u64)>,
}

/// The location of an archive.
#[derive(Debug)]
pub(super) enum Storage {
    /// A file.
    File(PathBuf),
    /// A server that supports range requests.
    Http(Client, Box<Url>),
    /// Embedded in the binary.
    Embedded(&'static [u8]),
}

impl ArchiveBackend {
    pub(super) fn new(storage: Storage, limit: usize) -> Self {
        Self { storage, limit, tiles: OnceLock::new() }
    }

    /// Rejects directories that are too large when decompressed. The library decompresses them without a limit, so they
    /// are decompressed here first, with a limit. This is rare, because the library caches directories.
    fn check(&self, offset: u64, bytes: &[u8]) -> Result<(), RangeError> {
        let number = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        if offset == 0 {
            // PMTiles 3, header: data offset and length at 56 and 64.
            if let (Some(begin), Some(length)) = (number(56), number(64)) {
                let _ = self.tiles.set((begin, length));
            }
            return Ok(());
        }
        let (begin, length) = self.tiles.get().copied().unwrap_or_default();
        if (begin..begin.saturating_add(length)).contains(&offset) {
            return Ok(());
        }
        match unpack(bytes, Packing::Detect, MAX_DIRECTORY) {
            Err(UnpackError::TooLarge { .. }) => Err(RangeError::TooLarge("a directory")),
            _ => Ok(()),
        }
    }
}

impl AsyncBackend for ArchiveBackend {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        if length > self.limit.max(MAX_DIRECTORY) {
            return Err(RangeError::TooLarge("a range").into());
        }
        let response = match &self.storage {
            Storage::File(path) => {
                let path = path.clone();
                let read = tokio::task::spawn_blocking(move || read_file(&path, offset, length));
                BackendResponse::new(read.await.map_err(RangeError::from)??)
            }
            Storage::Embedded(bytes) => {
                let begin = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                let end = begin.saturating_add(length).min(bytes.len());
                BackendResponse::new(Bytes::from_static(bytes.get(begin..end).unwrap_or_default()))
            }
            Storage::Http(client, url) => {
                let read = read_range(client, url, offset, length);
                tokio::time::timeout(TIMEOUT, read).await.map_err(|_| RangeError::Timeout)??
            }
        };
        self.check(offset, &response.bytes)?;
        Ok(response)
    }
}

/// Opens the file for each read: it may be replaced at any time, and opening it takes only microseconds.
fn read_file(path: &Path, offset: u64, length: usize) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

async fn read_range(client: &Client, url: &Url, offset: u64, length: usize) -> Result<BackendResponse, RangeError> {
    let last = offset.saturating_add(length as u64).saturating_sub(1);
    let request = client.get(url.clone()).header(RANGE, format!("bytes={offset}-{last}"));
    let mut response = request.send().await.map_err(RequestError::from)?;
    if response.status() != StatusCode::PARTIAL_CONTENT {
        return Err(RangeError::Status(response.status()));
    }
    let version = response.headers().get(ETAG).or_else(|| response.headers().get(LAST_MODIFIED));
    let version = version.and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut bytes = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(RequestError::from)? {
        if bytes.len() + chunk.len() > length {
            return Err(RangeError::TooLong);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(match version {
        Some(version) => BackendResponse::new_with_version(bytes.freeze(), version),
        None => BackendResponse::new(bytes.freeze()),
    })
}
