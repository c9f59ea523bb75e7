//! Responses to requests for tiles.

use std::time::Duration;

use crate::cache::CacheState;

use super::stored::StoredBody;

/// A tile, in a coding that the client accepts.
#[derive(Debug, Clone)]
pub(crate) struct TileResponse {
    /// The body and its headers.
    pub(crate) body: StoredBody,
    /// Whether it came from the cache.
    pub(crate) state: CacheState,
    /// The time since it was made.
    pub(crate) age: Duration,
}
