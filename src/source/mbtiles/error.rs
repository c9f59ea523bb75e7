//! Errors of MBTiles archives.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use tokio::{sync::AcquireError, task::JoinError};

/// An archive cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum MbtilesError {
    /// It cannot be opened, or its metadata cannot be read.
    #[error("{}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: Box<MbtilesError>,
    },
    /// SQLite reports an error: the file is missing, is not a database, or has no table `tiles`.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
    /// A value is larger than is read.
    #[error("a value is larger than allowed")]
    TooLarge,
    /// A query takes too long.
    #[error("a query takes too long: is `tiles` or `metadata` a view that reads all tiles, or without an index?")]
    TooSlow,
    /// The table `metadata` is too large.
    #[error(
        "the table `metadata` has more than {rows} rows or {bytes} bytes: delete rows that do not describe the tiles"
    )]
    Metadata {
        /// The maximum number of rows.
        rows: usize,
        /// The maximum size of all names and values, in bytes.
        bytes: usize,
    },
    /// The thread that reads it panicked.
    #[error(transparent)]
    Task(#[from] JoinError),
    /// The source is being closed.
    #[error(transparent)]
    Closed(#[from] AcquireError),
}

impl From<rusqlite::Error> for MbtilesError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Self::TooSlow,
            Some(ErrorCode::TooBig) => Self::TooLarge,
            _ => Self::Sqlite(error),
        }
    }
}
