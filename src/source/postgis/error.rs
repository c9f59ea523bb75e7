//! Errors of databases, classified by how they are handled.

use std::time::Duration;

use deadpool_postgres::PoolError;

use super::{
    layer_error::LayerError,
    sql_error::SqlError,
    statement::{MAX_TILE_BYTES, Statement},
};
use crate::{
    settings::SourceId,
    source::{SourceError, with_causes},
};

/// A query failed. Messages are for operators. They contain no passwords, because neither the server nor tokio-postgres
/// repeats them.
#[derive(Debug, thiserror::Error)]
pub(super) enum DatabaseError {
    /// The server cannot be reached, or is shutting down. Another server may work.
    #[error(transparent)]
    Unreachable(ServerError),
    /// The server refuses the login: wrong password, no such database. Another server may accept it.
    #[error(transparent)]
    Refused(ServerError),
    /// All connections are in use.
    #[error(transparent)]
    Busy(ServerError),
    /// An immediate retry may succeed: a recovery conflict of a replica, or a lost prepared statement.
    #[error(transparent)]
    Retry(ServerError),
    /// The server canceled the statement (`statement_timeout`).
    #[error("the statement took too long")]
    StatementTimeout,
    /// The caller's deadline passed.
    #[error("no answer in time")]
    Deadline,
    /// The server rejected the statement.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// A layer does not fit the database.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// The database has no usable PostGIS.
    #[error(transparent)]
    Postgis(#[from] PostgisError),
    /// The tile is larger than [`MAX_TILE_BYTES`].
    #[error("a tile of more than {MAX_TILE_BYTES} bytes")]
    TooLarge,
}

/// A problem with one server.
#[derive(Debug, thiserror::Error)]
#[error("{server}: {problem}")]
pub(super) struct ServerError {
    /// `host:port/database`.
    server: String,
    #[source]
    problem: ServerProblem,
}

/// A problem with a server, or with the connection to it.
#[derive(Debug, thiserror::Error)]
pub(super) enum ServerProblem {
    #[error("{}", postgres_message(.0))]
    Postgres(#[source] tokio_postgres::Error),
    #[error("{0}")]
    Pool(#[source] PoolError),
    #[error("connecting took too long")]
    ConnectTimeout,
    #[error("all {connections} connections were in use for {waited:?}")]
    InUse { connections: usize, waited: Duration },
    #[error("all {connections} connections are in use, and no statement has ended for {silent:?}")]
    Stuck { connections: usize, silent: Duration },
    #[error("{0} requests are already waiting for a connection")]
    Waiting(usize),
    #[error("the statement was canceled")]
    Cancelled,
}

/// PostGIS is missing or too old.
#[derive(Debug, thiserror::Error)]
pub(super) enum PostgisError {
    #[error("{server}: PostGIS is not installed: run CREATE EXTENSION postgis in this database")]
    Missing { server: String },
    #[error("{server}: PostGIS {version} is too old: karto needs 3.0")]
    TooOld { server: String, version: String },
}

impl ServerProblem {
    /// Converts this to an error of `server` (`host:port/database`).
    pub(super) fn of(self, server: &str) -> ServerError {
        ServerError { server: server.to_owned(), problem: self }
    }
}

impl DatabaseError {
    /// Classifies an error of `server` (`host:port/database`), which occurred in `statement` if that is given.
    pub(super) fn new(error: tokio_postgres::Error, server: &str, statement: Option<&Statement>) -> Self {
        let class = match error.as_db_error() {
            None => ErrorClass::Unreachable,
            Some(db) => ErrorClass::of(db.code().code(), db.message(), statement.is_some()),
        };
        let of_server = |error| ServerProblem::Postgres(error).of(server);
        match class {
            ErrorClass::Unreachable => Self::Unreachable(of_server(error)),
            ErrorClass::Refused => Self::Refused(of_server(error)),
            ErrorClass::Retry => Self::Retry(of_server(error)),
            ErrorClass::StatementTimeout => Self::StatementTimeout,
            ErrorClass::Sql => Self::Sql(SqlError::new(error, statement)),
        }
    }

    /// Adds the layer `id` to an error in a statement if its layer is not known.
    pub(super) fn in_layer(mut self, id: &str) -> Self {
        if let Self::Sql(error) = &mut self {
            error.layer.get_or_insert_with(|| id.to_owned());
        }
        self
    }

    /// Whether the configuration or the database is at fault, so that trying another server cannot help.
    pub(super) fn is_fault(&self) -> bool {
        matches!(self, Self::Sql(_) | Self::Layer(_) | Self::Postgis(_))
    }

    /// The problem of the server, if another server may work.
    pub(super) fn of_server(&self) -> Option<&ServerError> {
        match self {
            Self::Unreachable(error) | Self::Refused(error) => Some(error),
            _ => None,
        }
    }

    /// Converts this to an error of the source `id`.
    pub(super) fn of(self, id: &SourceId) -> SourceError {
        match self {
            Self::Unreachable(error) | Self::Retry(error) => SourceError::unavailable(id, error),
            Self::Busy(error) => SourceError::busy(id, error),
            Self::StatementTimeout | Self::Deadline => SourceError::timeout(id),
            Self::TooLarge => SourceError::too_large(id, MAX_TILE_BYTES),
            Self::Refused(_) | Self::Sql(_) | Self::Layer(_) | Self::Postgis(_) => SourceError::bad(id, self),
        }
    }
}

/// The classes of errors of tokio-postgres.
enum ErrorClass {
    Unreachable,
    Refused,
    Retry,
    StatementTimeout,
    Sql,
}

impl ErrorClass {
    /// The class of an SQLSTATE and its message.
    fn of(state: &str, message: &str, in_statement: bool) -> Self {
        match state {
            "57014" => Self::StatementTimeout,
            // Too many connections; shutting down, crashed, starting, database dropped, idle for too long.
            "53300" | "57P01" | "57P02" | "57P03" | "57P05" => Self::Unreachable,
            "3D000" | "57P04" | "42501" if !in_statement => Self::Refused,
            // The server lost a prepared statement (because of a pooler), or its plan is outdated.
            "26000" => Self::Retry,
            "0A000" if message.contains("cached plan") => Self::Retry,
            state if state.starts_with("08") => Self::Unreachable,
            state if state.starts_with("28") => Self::Refused,
            state if state.starts_with("40") => Self::Retry,
            _ => Self::Sql,
        }
    }
}

fn postgres_message(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} (SQLSTATE {})", db.message(), db.code().code()),
        None => with_causes(error),
    }
}
