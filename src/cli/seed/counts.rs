//! Counts of responses during seeding.

use std::time::Duration;

use super::tile::{SeedError, SeededTile};

/// The number of consecutive failures after which seeding gives up.
pub(super) const MAX_CONSECUTIVE_FAILURES: u64 = 200;

/// Counts of the responses of a server.
#[derive(Debug, Default)]
pub(super) struct SeedCounts {
    /// Tiles that were requested.
    pub(super) requested: u64,
    /// Tiles that were made for the request.
    pub(super) made: u64,
    /// Tiles that came from the cache.
    pub(super) cached: u64,
    /// Tiles that do not exist.
    pub(super) missing: u64,
    /// Requests that failed.
    pub(super) failed: u64,
    /// Total length of the bodies.
    pub(super) bytes: u64,
    /// Path and error of the first request that failed.
    pub(super) first_failure: Option<(String, SeedError)>,
    /// From the first request to the last response.
    pub(super) elapsed: Duration,
    consecutive_failures: u64,
    given_up: bool,
}

impl SeedCounts {
    /// Counts one result.
    pub(super) fn add(&mut self, path: String, result: Result<SeededTile, SeedError>) {
        self.requested += 1;
        self.consecutive_failures = if result.is_err() { self.consecutive_failures + 1 } else { 0 };
        self.given_up |= self.consecutive_failures >= MAX_CONSECUTIVE_FAILURES;
        match result {
            Ok(SeededTile::Made { bytes }) => {
                self.made += 1;
                self.bytes += bytes;
            }
            Ok(SeededTile::Cached { bytes }) => {
                self.cached += 1;
                self.bytes += bytes;
            }
            Ok(SeededTile::Missing) => self.missing += 1,
            Err(error) => {
                self.failed += 1;
                self.first_failure.get_or_insert((path, error));
            }
        }
    }

    /// Whether seeding has given up because of consecutive failures.
    pub(super) fn has_given_up(&self) -> bool {
        self.given_up
    }
}
