//! Where the bytes of an archive come from: a file, HTTP ranges, or the binary itself.

use std::{
    fs::File,
    io::{self, ErrorKind, Read, Seek, SeekFrom},
    path::PathBuf,
    sync::OnceLock,
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use pmtiles::{AsyncBackend, BackendResponse, PmtError, PmtResult};
use reqwest::{
    Client, StatusCode,
    header::{ETAG, LAST_MODIFIED, RANGE},
};
use url::Url;

use crate::{
    mvt::{Packing, UnpackError, unpack},
    source::client::describe,
};

/// How long one range may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Largest directory or metadata, unpacked. Directories of the largest archives have a tenth of it.
const MAX_DIRECTORY: usize = 32 << 20;

/// An archive to read from, with limits.
#[derive(Debug)]
pub(super) struct Backend {
    place: Archive,
    /// Largest tile, packed.
    limit: usize,
    /// Where the tiles begin and how many bytes they are; known from the first read on.
    tiles: OnceLock<(u64, u64)>,
}

#[derive(Debug)]
pub(super) enum Archive {
    File(PathBuf),
    Http(Client, Box<Url>),
    Embedded(&'static [u8]),
}

impl Backend {
    pub(super) fn new(place: Archive, limit: usize) -> Self {
        Self { place, limit, tiles: OnceLock::new() }
    }

    /// The library unpacks directories without a limit. So they are unpacked here once before, with
    /// one; that is rare, because the library keeps them.
    fn check(&self, offset: u64, bytes: &[u8]) -> PmtResult<()> {
        let numbers = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        if offset == 0 {
            // PMTiles 3, header: data offset and length at 56 and 64.
            if let (Some(begin), Some(length)) = (numbers(56), numbers(64)) {
                let _ = self.tiles.set((begin, length));
            }
            return Ok(());
        }
        let (begin, length) = self.tiles.get().copied().unwrap_or_default();
        if (begin..begin.saturating_add(length)).contains(&offset) {
            return Ok(());
        }
        match unpack(bytes, Packing::Detect, MAX_DIRECTORY) {
            Err(UnpackError::TooLarge { .. }) => Err(too_large("a directory")),
            _ => Ok(()),
        }
    }
}

fn too_large(what: &str) -> PmtError {
    PmtError::Reading(io::Error::new(ErrorKind::FileTooLarge, format!("{what} is larger than allowed")))
}

fn failed(detail: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> PmtError {
    PmtError::Reading(io::Error::other(detail))
}

impl AsyncBackend for Backend {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        if length > self.limit.max(MAX_DIRECTORY) {
            return Err(too_large("a range"));
        }
        let response = match &self.place {
            Archive::File(path) => {
                let path = path.clone();
                let read = tokio::task::spawn_blocking(move || read_file(&path, offset, length));
                BackendResponse::new(read.await.map_err(failed)??)
            }
            Archive::Embedded(bytes) => {
                let begin = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                let end = begin.saturating_add(length).min(bytes.len());
                BackendResponse::new(Bytes::from_static(bytes.get(begin..end).unwrap_or_default()))
            }
            Archive::Http(client, url) => {
                let read = read_range(client, url, offset, length);
                tokio::time::timeout(TIMEOUT, read)
                    .await
                    .map_err(|_| PmtError::Reading(ErrorKind::TimedOut.into()))??
            }
        };
        self.check(offset, &response.bytes)?;
        Ok(response)
    }
}

/// Opened for every read: the file may be replaced at any time, and opening costs microseconds.
fn read_file(path: &std::path::Path, offset: u64, length: usize) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

async fn read_range(client: &Client, url: &Url, offset: u64, length: usize) -> PmtResult<BackendResponse> {
    let last = offset.saturating_add(length as u64).saturating_sub(1);
    let request = client.get(url.clone()).header(RANGE, format!("bytes={offset}-{last}"));
    let mut answer = request.send().await.map_err(|error| failed(describe(error)))?;
    if answer.status() != StatusCode::PARTIAL_CONTENT {
        return Err(failed(format!("{} where a range was asked for", answer.status())));
    }
    let version = answer.headers().get(ETAG).or_else(|| answer.headers().get(LAST_MODIFIED));
    let version = version.and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut bytes = BytesMut::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| failed(describe(error)))? {
        if bytes.len() + chunk.len() > length {
            return Err(failed("more than the range that was asked for"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(match version {
        Some(version) => BackendResponse::new_with_version(bytes.freeze(), version),
        None => BackendResponse::new(bytes.freeze()),
    })
}
