//! Connections to an SQLite file.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags};

/// The idle connections to one file. Their number is limited by the number of concurrent users.
#[derive(Debug)]
pub(super) struct ConnectionPool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl ConnectionPool {
    /// A pool of connections to the file at `path`. Opens none yet.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default() }
    }

    /// Runs `job` with an idle connection, or a new one if none is idle.
    pub(super) fn with<T>(&self, job: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let reused = idle().pop();
        let connection = reused.map_or_else(|| connect(&self.path), Ok)?;
        let result = job(&connection)?;
        // After an error, the connection is not reused.
        idle().push(connection);
        Ok(result)
    }
}

/// Opens the file at `path` read-only.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // `tiles` is often a view, which must not call functions with side effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}
