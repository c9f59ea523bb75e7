//! Cache lifetimes.

use std::time::Duration;

/// How long tiles of a source are cached (`karto.cache` and the source's own `cache`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FreshnessSettings {
    /// How long a tile is fresh, except for the zooms in `by_zoom`.
    pub fresh: Duration,
    /// `(first zoom, last zoom, fresh)`; the first entry that includes the zoom is used.
    pub by_zoom: Vec<(u8, u8, Duration)>,
    /// How long after `fresh` a tile is served stale while a refresh runs.
    pub stale_while_revalidate: Duration,
    /// How long after `fresh` a tile is served stale if the refresh fails.
    pub stale_if_error: Duration,
    /// How long the absence of a tile is cached.
    pub negative: Duration,
}
