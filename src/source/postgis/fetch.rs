//! Running a statement: one round trip, given up when nobody waits for it any more.

use std::time::{Duration, Instant};

use bytes::Bytes;
use deadpool_postgres::Client;
use tokio_postgres::types::ToSql;

use super::{
    failure::Failure,
    hosts::{Host, Hosts},
    statement::Statement,
    tls::Tls,
};
use crate::tile::TileId;

/// How long an abandoned statement may take to end before its connection is closed instead of reused.
const RECLAIM: Duration = Duration::from_secs(2);

/// The tile of `statement`, from the server whose turn it is, and after a failure that another server
/// (or a fresh connection) may not share, from one more.
pub(super) async fn tile(
    hosts: &Hosts,
    statement: &Statement,
    tile: TileId,
    deadline: Instant,
) -> Result<Bytes, Failure> {
    let mut failed: Option<(&Host, Failure)> = None;
    for _ in 0..2 {
        let Some(host) = hosts.pick(failed.as_ref().map(|(host, _)| *host)) else { break };
        match tile_from(host, statement, tile, deadline).await {
            Ok(bytes) => {
                host.back();
                return Ok(bytes);
            }
            Err(failure @ (Failure::Host(_) | Failure::Refused(_))) => {
                host.set_aside(&failure);
                failed = Some((host, failure));
            }
            Err(failure @ Failure::Again(_)) => failed = Some((host, failure)),
            Err(failure) => return Err(failure),
        }
    }
    Err(failed.map_or_else(|| Failure::Host("no server".to_owned()), |(_, failure)| failure))
}

/// The tile of `statement` from one server.
pub(super) async fn tile_from(
    host: &Host,
    statement: &Statement,
    tile: TileId,
    deadline: Instant,
) -> Result<Bytes, Failure> {
    let client = host.connection(deadline).await?;
    let started = Instant::now();
    let answer = run(host, client, deadline, async |client| {
        let answer = query(client, statement, tile).await;
        let answer = answer.map_err(|error| Failure::of(&error, &host.name, Some(statement)));
        if matches!(answer, Err(Failure::Again(_))) {
            client.statement_cache.clear();
        }
        answer
    });
    let row = answer.await?.map_err(|failure| match failure {
        // not the time-out's doing: a cancellation meant for the statement before came late
        Failure::Cancelled if !host.timed_out(started.elapsed()) => {
            Failure::Again(format!("{}: the statement was cancelled", host.name))
        }
        failure => failure,
    })?;
    let bytes: Option<&[u8]> = row.try_get(0).map_err(|error| Failure::of(&error, &host.name, None))?;
    bytes.map(Bytes::copy_from_slice).ok_or(Failure::TooLarge)
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

/// Does `work` with `client` until `deadline`. Whoever drops this before the end, the deadline included,
/// has the statement cancelled.
pub(super) async fn run<R>(
    host: &Host,
    client: Client,
    deadline: Instant,
    work: impl AsyncFnOnce(&Client) -> R,
) -> Result<R, Failure> {
    let mut running = Running { client: Some(client), tls: host.tls.clone() };
    let Some(client) = &running.client else { return Err(Failure::Deadline) };
    let done = tokio::time::timeout_at(deadline.into(), work(client)).await.map_err(|_| Failure::Deadline)?;
    running.client = None;
    Ok(done)
}

/// A connection with a statement under way. Dropped before the end it cancels the statement and goes
/// back into the pool when the server is done with it; until then it keeps its place in the pool, so that
/// askers who come and go never hold more connections than there are.
struct Running {
    client: Option<Client>,
    tls: Tls,
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        let tls = self.tls.clone();
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(reclaim(client, tls))),
            Err(_) => drop(Client::take(client)),
        }
    }
}

/// Cancels what `client` is doing and waits until it is idle.
async fn reclaim(client: Client, tls: Tls) {
    let idle = async {
        tls.cancel(&client.cancel_token()).await?;
        // the cancelled statement's answer comes before this one's; a cancellation that came late ends this
        client.simple_query("").await.map(drop)
    };
    match tokio::time::timeout(RECLAIM, idle).await {
        Ok(Ok(())) => drop(client),
        _ => drop(Client::take(client)),
    }
}
