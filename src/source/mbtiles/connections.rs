//! Connections to an SQLite file.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Instant,
};

use rusqlite::{Connection, OpenFlags, limits::Limit};

/// The number of SQLite's instructions between two looks at the clock: less than a millisecond.
const INSTRUCTIONS: i32 = 10_000;

/// The maximum size of a row in addition to that of its tile, in bytes.
const ROW_OVERHEAD: usize = 1 << 16;

/// The idle connections to one file. Their number is limited by the number of concurrent users.
#[derive(Debug)]
pub(super) struct ConnectionPool {
    path: PathBuf,
    limit: usize,
    idle: Mutex<Vec<Connection>>,
}

impl ConnectionPool {
    /// A pool of connections to the file at `path`, which read values of at most `limit` bytes. Opens none yet.
    pub(super) fn new(path: PathBuf, limit: usize) -> Self {
        Self { path, limit, idle: Mutex::default() }
    }

    /// Runs `job` with an idle connection, or a new one if none is idle. Its queries end at `deadline`.
    pub(super) fn with<T, E: From<rusqlite::Error>>(
        &self,
        deadline: Instant,
        job: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let reused = idle().pop();
        let connection = reused.map_or_else(|| connect(&self.path, self.limit), Ok)?;
        end_at(&connection, deadline)?;
        let result = job(&connection)?;
        // After an error, the connection is not reused.
        idle().push(connection);
        Ok(result)
    }
}

/// Lets all further queries end at `deadline`: views may run for ever.
pub(super) fn end_at(connection: &Connection, deadline: Instant) -> rusqlite::Result<()> {
    connection.progress_handler(INSTRUCTIONS, Some(move || Instant::now() >= deadline))
}

/// Opens the file at `path` read-only, for values of at most `limit` bytes.
pub(super) fn connect(path: &Path, limit: usize) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let length = limit.saturating_add(ROW_OVERHEAD).try_into().unwrap_or(i32::MAX);
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, length)?;
    // `tiles` is often a view, which must not call functions with side effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}
