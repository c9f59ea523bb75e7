//! Requests a tile, with retries.

use std::time::Duration;

use crate::cli::client::{RemoteServer, ResponseError, send};

/// The maximum number of requests for a tile while the server answers 503: it is busy, or the tile is not ready yet.
const MAX_TRIES: u32 = 5;
/// The wait before a retry if the server sends no `Retry-After`.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(2);
/// The maximum wait before a retry, regardless of `Retry-After`.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(30);
/// The timeout of a request.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The maximum size of a body, in bytes.
const MAX_BODY: usize = 256 << 20;

/// A successful result.
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

/// The request for a tile failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum SeedError {
    /// There is no complete response.
    #[error(transparent)]
    Request(#[from] ResponseError),
    /// The response is an error.
    #[error("answered with {0}")]
    Status(u16),
}

/// Requests a tile, with retries while the server is busy.
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
            // Kartotherian answers 400 for a missing tile.
            400 if response.body == b"\"Tile does not exist\"" => Ok(SeededTile::Missing),
            status => Err(SeedError::Status(status)),
        };
    }
}

/// Whether the tile came from the cache, according to the header `Server-Timing`.
fn is_from_cache(timing: &str) -> bool {
    timing.contains("cache;desc=hit") || timing.contains("cache;desc=stale")
}
