//! Errors of MBTiles archives.

use std::path::PathBuf;

use tokio::{sync::AcquireError, task::JoinError};

/// An archive cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum MbtilesError {
    /// It cannot be opened or described.
    #[error("{}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<MbtilesError>,
    },
    /// SQLite reports an error: the file is missing, not a database, or has no table of tiles.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The thread that reads it panicked.
    #[error(transparent)]
    Task(#[from] JoinError),
    /// The source is being closed.
    #[error(transparent)]
    Closed(#[from] AcquireError),
}
