//! Errors of reading ranges of an archive.

use std::io::{self, ErrorKind};

use pmtiles::PmtError;
use reqwest::StatusCode;

use crate::source::client::RequestError;

/// A range of an archive cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum RangeError {
    /// It is larger than allowed, compressed or decompressed.
    #[error("{0} is larger than allowed")]
    TooLarge(&'static str),
    /// The server does not support range requests, or failed.
    #[error("{0} in response to a range request")]
    Status(StatusCode),
    /// The body is longer than the range.
    #[error("more than the range that was requested")]
    TooLong,
    /// No response in time.
    #[error("no answer in time")]
    Timeout,
    /// The request failed.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The thread that reads the file panicked.
    #[error(transparent)]
    Task(#[from] tokio::task::JoinError),
    /// There is no archive of this name in the binary.
    #[error("there is no embedded archive {0:?}")]
    NotEmbedded(&'static str),
}

impl From<RangeError> for PmtError {
    fn from(error: RangeError) -> Self {
        let kind = match error {
            RangeError::TooLarge(_) => ErrorKind::FileTooLarge,
            RangeError::Timeout => ErrorKind::TimedOut,
            RangeError::NotEmbedded(_) => ErrorKind::NotFound,
            _ => ErrorKind::Other,
        };
        Self::Reading(io::Error::new(kind, error))
    }
}
