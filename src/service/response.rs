//! The answer to a request for a tile.

use std::time::Duration;

use crate::cache::CacheState;

use super::stored::StoredBody;

/// A tile that was found or made, in a coding the client takes.
#[derive(Debug, Clone)]
pub(crate) struct TileResponse {
    /// Body and headers.
    pub(crate) body: StoredBody,
    /// How the cache took part.
    pub(crate) state: CacheState,
    /// How long ago it was made.
    pub(crate) age: Duration,
}
