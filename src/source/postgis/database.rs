//! A database that is queried for rows other than tiles.

use std::time::Instant;

use tokio_postgres::{Row, types::ToSql};

use super::{
    address::Address,
    error::{DatabaseError, ServerProblem},
    fetch::run,
    server::DatabaseServer,
    servers::Servers,
    session::SessionSettings,
    settings_error::SettingsError,
};
use crate::{settings::Secret, source::Connections};

/// A database, with its own pool of connections. It is connected to when it is first queried.
#[derive(Debug)]
pub(in crate::source) struct Database {
    servers: Servers,
}

/// The connection URL of a database cannot be used. The message does not contain it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(in crate::source) struct DatabaseSettingsError(SettingsError);

/// A query got no rows. Messages are for operators: they may name hosts, but no secrets.
#[derive(Debug, thiserror::Error)]
pub(in crate::source) enum QueryFailure {
    /// The database cannot be reached, or refuses the login.
    #[error("{0}")]
    Unavailable(String),
    /// It rejects the statement.
    #[error("{0}")]
    Fault(String),
    /// All connections are in use.
    #[error("{0}")]
    Busy(String),
    /// The statement took too long.
    #[error("{0}")]
    Timeout(String),
}

/// The values of a statement's parameters.
pub(in crate::source) type QueryParams<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Database {
    /// The database at `url`.
    pub(in crate::source) fn new(url: &Secret, session: &SessionSettings) -> Result<Self, DatabaseSettingsError> {
        let addresses = Address::parse(url).map_err(|error| DatabaseSettingsError(error.into()))?;
        let servers = addresses.into_iter().map(|address| DatabaseServer::new(address, session));
        let servers = servers.collect::<Result<_, _>>().map_err(DatabaseSettingsError)?;
        let servers = Servers::new(servers).ok_or(DatabaseSettingsError(SettingsError::NoHost))?;
        Ok(Self { servers })
    }

    /// The rows of a statement. After a failure that may not occur on another server or connection, it is retried once.
    pub(in crate::source) async fn rows(
        &self,
        sql: &str,
        params: QueryParams<'_>,
        deadline: Instant,
    ) -> Result<Vec<Row>, QueryFailure> {
        let server = self.servers.pick(None);
        let rows = match observed(server, sql, params, deadline).await {
            Err(DatabaseError::Unreachable(_) | DatabaseError::Refused(_) | DatabaseError::Retry(_)) => {
                observed(self.servers.pick(Some(server)), sql, params, deadline).await
            }
            result => result,
        };
        rows.map_err(QueryFailure::of)
    }

    /// The state of its pools, for metrics.
    pub(in crate::source) fn connections(&self) -> Vec<Connections> {
        self.servers.all().map(DatabaseServer::connections).collect()
    }
}

impl QueryFailure {
    fn of(error: DatabaseError) -> Self {
        let text = error.to_string();
        match error {
            DatabaseError::Unreachable(_) | DatabaseError::Refused(_) | DatabaseError::Retry(_) => {
                Self::Unavailable(text)
            }
            DatabaseError::Busy(_) => Self::Busy(text),
            DatabaseError::StatementTimeout | DatabaseError::Deadline => Self::Timeout(text),
            DatabaseError::Sql(_) | DatabaseError::Layer(_) | DatabaseError::Postgis(_) | DatabaseError::TooLarge => {
                Self::Fault(text)
            }
        }
    }
}

/// Queries a server, and starts a backoff if it failed.
async fn observed(
    server: &DatabaseServer,
    sql: &str,
    params: QueryParams<'_>,
    deadline: Instant,
) -> Result<Vec<Row>, DatabaseError> {
    let result = rows_from(server, sql, params, deadline).await;
    server.learn_from(&result);
    result
}

async fn rows_from(
    server: &DatabaseServer,
    sql: &str,
    params: QueryParams<'_>,
    deadline: Instant,
) -> Result<Vec<Row>, DatabaseError> {
    let client = server.connection(deadline).await?;
    let started = Instant::now();
    let rows = run(server, client, deadline, async |client| {
        let rows = match client.prepare_cached(sql).await {
            Ok(statement) => client.query(&statement, params).await,
            Err(error) => Err(error),
        };
        let rows = rows.map_err(|error| DatabaseError::new(error, &server.name, None));
        if matches!(rows, Err(DatabaseError::Retry(_))) {
            client.statement_cache.clear();
        }
        rows
    });
    rows.await?.map_err(|error| match error {
        // This was not the timeout, but a late cancellation of the previous statement.
        DatabaseError::StatementTimeout if !server.timed_out(started.elapsed()) => {
            DatabaseError::Retry(ServerProblem::Cancelled.of(&server.name))
        }
        error => error,
    })
}
