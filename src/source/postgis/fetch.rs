//! Runs statements: one round trip each, canceled if the request is abandoned.

use std::time::{Duration, Instant};

use bytes::Bytes;
use deadpool_postgres::Client;
use tokio_postgres::types::ToSql;

use super::{
    error::{DatabaseError, ServerProblem},
    server::DatabaseServer,
    servers::Servers,
    statement::Statement,
    tls::Transport,
};
use crate::tile::TileId;

/// How long to wait for an abandoned statement to end before its connection is closed instead of reused.
const RECLAIM: Duration = Duration::from_secs(2);

/// Fetches the tile of `statement` from the next server. After a failure that may not occur on another server or
/// connection, it retries once.
pub(super) async fn tile(
    servers: &Servers,
    statement: &Statement,
    tile: TileId,
    deadline: Instant,
) -> Result<Bytes, DatabaseError> {
    let server = servers.pick(None);
    match observed(server, statement, tile, deadline).await {
        Err(DatabaseError::Unreachable(_) | DatabaseError::Refused(_) | DatabaseError::Retry(_)) => {
            observed(servers.pick(Some(server)), statement, tile, deadline).await
        }
        result => result,
    }
}

/// Like [`tile_from`], and starts a backoff if the server failed.
async fn observed(
    server: &DatabaseServer,
    statement: &Statement,
    tile: TileId,
    deadline: Instant,
) -> Result<Bytes, DatabaseError> {
    let result = tile_from(server, statement, tile, deadline).await;
    server.learn_from(&result);
    result
}

/// Fetches the tile of `statement` from a server.
pub(super) async fn tile_from(
    server: &DatabaseServer,
    statement: &Statement,
    tile: TileId,
    deadline: Instant,
) -> Result<Bytes, DatabaseError> {
    let client = server.connection(deadline).await?;
    let started = Instant::now();
    let row = run(server, client, deadline, async |client| {
        let row = query(client, statement, tile).await;
        let row = row.map_err(|error| DatabaseError::new(error, &server.name, Some(statement)));
        if matches!(row, Err(DatabaseError::Retry(_))) {
            client.statement_cache.clear();
        }
        row
    });
    let row = row.await?.map_err(|error| match error {
        // This was not the timeout, but a late cancellation of the previous statement.
        DatabaseError::StatementTimeout if !server.timed_out(started.elapsed()) => {
            DatabaseError::Retry(ServerProblem::Cancelled.of(&server.name))
        }
        error => error,
    })?;
    let bytes: Option<&[u8]> = row.try_get(0).map_err(|error| DatabaseError::new(error, &server.name, None))?;
    bytes.map(Bytes::copy_from_slice).ok_or(DatabaseError::TooLarge)
}

async fn query(
    client: &Client,
    statement: &Statement,
    tile: TileId,
) -> Result<tokio_postgres::Row, tokio_postgres::Error> {
    let prepared = client.prepare_cached(&statement.sql).await?;
    let values: Vec<_> = statement.params.iter().map(|param| param.value(tile)).collect();
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
    client.query_one(&prepared, &values).await
}

/// Runs `work` with `client` until `deadline`. If the deadline passes or the future is dropped before it completes, the
/// statement is canceled.
pub(super) async fn run<R>(
    server: &DatabaseServer,
    client: Client,
    deadline: Instant,
    work: impl AsyncFnOnce(&Client) -> R,
) -> Result<R, DatabaseError> {
    let mut running = RunningStatement { client: Some(client), transport: server.transport.clone() };
    let Some(client) = &running.client else { return Err(DatabaseError::Deadline) };
    let done = tokio::time::timeout_at(deadline.into(), work(client)).await.map_err(|_| DatabaseError::Deadline)?;
    running.client = None;
    server.moves();
    Ok(done)
}

/// A connection that runs a statement. If it is dropped before the statement ends, it cancels the statement and returns
/// to the pool when the server has ended it. Until then it keeps its place in the pool, so that abandoned requests
/// never use more connections than configured.
struct RunningStatement {
    client: Option<Client>,
    transport: Transport,
}

impl Drop for RunningStatement {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        let transport = self.transport.clone();
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(reclaim(client, transport))),
            Err(_) => drop(Client::take(client)),
        }
    }
}

/// Cancels the statement of `client` and waits until the connection is idle.
async fn reclaim(client: Client, transport: Transport) {
    let idle = async {
        transport.cancel(&client.cancel_token()).await?;
        // This waits for the result of the canceled statement. A late cancellation ends this statement instead.
        client.simple_query("").await.map(drop)
    };
    match tokio::time::timeout(RECLAIM, idle).await {
        Ok(Ok(())) => drop(client),
        _ => drop(Client::take(client)),
    }
}
