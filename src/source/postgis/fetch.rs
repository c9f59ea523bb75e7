//! Running a statement: one round trip, cancelled when nobody waits for it any more.

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

/// How long an abandoned statement may take to end before its connection is closed instead of reused.
const RECLAIM: Duration = Duration::from_secs(2);

/// The tile of `statement` from the server in turn; after a failure that another server (or a fresh connection) may not
/// share, from one more.
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

/// The same as [`tile_from`]; the server backs off if it is the one that failed.
async fn observed(
    server: &DatabaseServer,
    statement: &Statement,
    tile: TileId,
    deadline: Instant,
) -> Result<Bytes, DatabaseError> {
    let result = tile_from(server, statement, tile, deadline).await;
    match &result {
        Ok(_) => server.recovered(),
        Err(error) => {
            if let Some(error) = error.of_server() {
                server.back_off(error);
            }
        }
    }
    result
}

/// The tile of `statement` from one server.
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
        // not because of the time-out: a cancellation of the statement before came late
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

/// Does `work` with `client` until `deadline`. If the future is dropped before its end, or the deadline passes, the
/// statement is cancelled.
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
    Ok(done)
}

/// A connection that runs a statement. If it is dropped before the end, it cancels the statement and returns to the pool
/// once the server is done with it. Until then it keeps its place in the pool, so that clients that come and go never use
/// more connections than configured.
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
        // the cancelled statement's result comes before this one's; a cancellation that comes late ends this one
        client.simple_query("").await.map(drop)
    };
    match tokio::time::timeout(RECLAIM, idle).await {
        Ok(Ok(())) => drop(client),
        _ => drop(Client::take(client)),
    }
}
