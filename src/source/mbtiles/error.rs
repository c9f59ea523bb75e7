//! Errors of MBTiles archives.

use std::path::PathBuf;

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
    Sqlite(#[from] rusqlite::Error),
    /// The thread that reads it panicked.
    #[error(transparent)]
    Task(#[from] JoinError),
    /// The source is being closed.
    #[error(transparent)]
    Closed(#[from] AcquireError),
}
