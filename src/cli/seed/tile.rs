//! Requesting one tile, as often as it takes.

use std::time::Duration;

use crate::cli::client::{RemoteServer, ResponseError, send};

/// Requests for one tile while the server answers 503: it is busy, or the tile is not ready yet.
const MAX_TRIES: u32 = 5;
/// Wait before the next try if the server does not name one.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(2);
/// Longest wait before the next try, whatever the server names.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(30);
/// Timeout of one request.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Longest body that is read, in bytes.
const MAX_BODY: usize = 256 << 20;

/// A tile that the server answered for.
#[derive(Debug)]
pub(super) enum SeededTile {
    /// Made for this request.
    Made {
        /// Length of the body.
        bytes: u64,
    },
    /// From the cache.
    Cached {
        /// Length of the body.
        bytes: u64,
    },
    /// It does not exist.
    Missing,
}

/// A tile that the server did not answer for.
#[derive(Debug, thiserror::Error)]
pub(super) enum SeedError {
    /// There was no whole response.
    #[error(transparent)]
    Request(#[from] ResponseError),
    /// The response is an error.
    #[error("answered with {0}")]
    Status(u16),
}

/// Requests one tile, again while the server is busy.
pub(super) async fn request(server: &RemoteServer, path: &str) -> Result<SeededTile, SeedError> {
    let mut tries = 1;
    loop {
        let request = server.get(path).header("accept-encoding", "gzip").timeout(TIMEOUT);
        let response = send(request, MAX_BODY).await?;
        let bytes = response.body.len() as u64;
        return match response.status.as_u16() {
            503 if tries < MAX_TRIES => {
                tries += 1;
                let seconds = response.header("retry-after").parse().map(Duration::from_secs);
                tokio::time::sleep(seconds.unwrap_or(DEFAULT_RETRY_AFTER).min(MAX_RETRY_AFTER)).await;
                continue;
            }
            200 | 204 if is_from_cache(response.header("server-timing")) => Ok(SeededTile::Cached { bytes }),
            200 | 204 => Ok(SeededTile::Made { bytes }),
            404 => Ok(SeededTile::Missing),
            // Kartotherian's way to say 404.
            400 if response.body == b"\"Tile does not exist\"" => Ok(SeededTile::Missing),
            status => Err(SeedError::Status(status)),
        };
    }
}

/// Whether a `Server-Timing` header says that the tile was in the cache.
fn is_from_cache(timing: &str) -> bool {
    timing.contains("cache;desc=hit") || timing.contains("cache;desc=stale")
}
