//! Access to the bytes of an archive: in a file, by HTTP range requests, or embedded in the binary.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use reqwest::{
    Client, StatusCode,
    header::{ETAG, LAST_MODIFIED, RANGE},
};
use url::Url;

use super::{error::ArchiveError, header::Section};
use crate::{
    settings::PmtilesLocation,
    source::{client::RequestError, embedded},
};

/// The timeout for reading a range over HTTP.
const TIMEOUT: Duration = Duration::from_secs(20);

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

/// Bytes of an archive.
#[derive(Debug)]
pub(super) struct Range {
    /// The bytes; fewer than requested at the end of the archive.
    pub(super) bytes: Bytes,
    /// The version of the archive, if the server names it.
    pub(super) version: Option<String>,
}

impl Storage {
    /// The archive at `location`, which is not opened yet.
    pub(super) fn new(location: &PmtilesLocation, client: &Client) -> Result<Self, ArchiveError> {
        Ok(match location {
            PmtilesLocation::File(path) => Self::File(path.clone()),
            PmtilesLocation::Http(url) => Self::Http(client.clone(), Box::new(url.clone())),
            PmtilesLocation::Embedded(name) => {
                Self::Embedded(embedded::archive(name).ok_or(ArchiveError::NotEmbedded(name))?)
            }
        })
    }

    /// Reads the bytes of `section`; fewer if the archive ends. The caller has limited the length.
    pub(super) async fn read(&self, section: Section) -> Result<Range, ArchiveError> {
        match self {
            Self::File(path) => {
                let path = path.clone();
                let bytes = tokio::task::spawn_blocking(move || read_file(&path, section)).await??;
                Ok(Range { bytes, version: None })
            }
            Self::Embedded(all) => {
                let rest = usize::try_from(section.offset).ok().and_then(|at| all.get(at..)).unwrap_or_default();
                let length = usize::try_from(section.length).unwrap_or(usize::MAX).min(rest.len());
                Ok(Range { bytes: Bytes::from_static(rest.get(..length).unwrap_or_default()), version: None })
            }
            Self::Http(client, url) => {
                let read = read_range(client, url, section);
                tokio::time::timeout(TIMEOUT, read).await.map_err(|_| ArchiveError::Timeout)?
            }
        }
    }
}

/// Opens the file for each read: it may be replaced at any time, and opening it takes only microseconds.
pub(super) fn read_file(path: &Path, section: Section) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(section.offset))?;
    let mut bytes = Vec::new();
    file.take(section.length).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

async fn read_range(client: &Client, url: &Url, section: Section) -> Result<Range, ArchiveError> {
    let (first, last) = (section.offset, section.offset.saturating_add(section.length).saturating_sub(1));
    let request = client.get(url.clone()).header(RANGE, format!("bytes={first}-{last}"));
    let mut response = request.send().await.map_err(RequestError::from)?;
    if response.status() != StatusCode::PARTIAL_CONTENT {
        return Err(ArchiveError::Status(response.status()));
    }
    let version = response.headers().get(ETAG).or_else(|| response.headers().get(LAST_MODIFIED));
    let version = version.and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut bytes = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(RequestError::from)? {
        if (bytes.len() as u64).saturating_add(chunk.len() as u64) > section.length {
            return Err(ArchiveError::TooLong);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Range { bytes: bytes.freeze(), version })
}
