//! Errors of archives.

use std::{io, sync::Arc};

use reqwest::StatusCode;
use tokio::{sync::AcquireError, task::JoinError};

use crate::{mvt::UnpackError, source::client::RequestError};

/// An archive, or a part of it, cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ArchiveError {
    /// The first bytes are not those of a PMTiles archive.
    #[error("not a PMTiles archive: it has no magic number")]
    NotAnArchive,
    /// Another version than 3.
    #[error("PMTiles of version {0}, but only version 3 is read: convert it with `pmtiles convert`")]
    Version(u8),
    /// The header is cut off, or a field of it has no valid value.
    #[error("the header of the archive is not valid: {0}")]
    Header(&'static str),
    /// A part is larger than karto reads, compressed or not.
    #[error("{part} at byte {offset} is larger than the {limit} bytes that are read; {fix}")]
    TooLarge {
        /// The part.
        part: &'static str,
        /// Where it begins in the archive, in bytes.
        offset: u64,
        /// The limit in bytes.
        limit: u64,
        /// What to do about it.
        fix: &'static str,
    },
    /// A directory has too many entries.
    #[error("the directory at byte {offset} has {entries} entries, more than {limit}; {WRITE_AGAIN}")]
    Entries {
        /// Where the directory begins in the archive, in bytes.
        offset: u64,
        /// The number of entries that it claims to have.
        entries: u64,
        /// The limit.
        limit: u64,
    },
    /// A part cannot be decompressed.
    #[error("{part} at byte {offset}: {source}")]
    Unpack {
        /// The part.
        part: &'static str,
        /// Where it begins in the archive, in bytes.
        offset: u64,
        /// The cause.
        source: UnpackError,
    },
    /// A directory is not valid.
    #[error("the directory at byte {offset} is corrupt: {what}")]
    Directory {
        /// Where the directory begins in the archive, in bytes.
        offset: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// Directories refer to further directories without an end.
    #[error("the directories are nested more than {0} deep; {WRITE_AGAIN}")]
    TooDeep(usize),
    /// An entry lies outside of its section.
    #[error("an entry refers to {part} outside of the archive's section for it")]
    Outside {
        /// What the entry refers to.
        part: &'static str,
    },
    /// The archive ends before the end of a part.
    #[error("the archive ends before byte {0}: it is incomplete")]
    TooShort(u64),
    /// The metadata is not a JSON object.
    #[error("the metadata is not a JSON object: {0}")]
    Metadata(#[from] serde_json::Error),
    /// The archive was replaced since it was opened.
    #[error("the archive was replaced")]
    Modified,
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The server does not support range requests, or failed.
    #[error("{0} in response to a range request")]
    Status(StatusCode),
    /// The body of a response is longer than the range.
    #[error("more than the range that was requested")]
    TooLong,
    /// No response in time.
    #[error("no answer in time")]
    Timeout,
    /// A request failed.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// A thread that reads the archive panicked.
    #[error(transparent)]
    Task(#[from] JoinError),
    /// The source is being closed.
    #[error(transparent)]
    Closed(#[from] AcquireError),
    /// There is no archive of this name in the binary.
    #[error("there is no embedded archive {0:?}")]
    NotEmbedded(&'static str),
    /// The error of a directory that several queries wait for.
    #[error(transparent)]
    Shared(#[from] Arc<Self>),
}

/// What to do about directories that are too large.
pub(super) const WRITE_AGAIN: &str = "write the archive again, with smaller directories";

impl ArchiveError {
    /// The error itself, without the wrapper for errors that are shared.
    pub(super) fn inner(&self) -> &Self {
        match self {
            Self::Shared(error) => error.inner(),
            error => error,
        }
    }
}
