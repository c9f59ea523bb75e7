//! How long responses are good.

use std::time::Duration;

/// How long a cached tile of one source is good (`karto.cache` and the source's own `cache:`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FreshnessSettings {
    /// Fresh for this long; per-zoom exceptions win.
    pub fresh: Duration,
    /// `(first zoom, last zoom, fresh)`; the first entry that holds the zoom wins.
    pub by_zoom: Vec<(u8, u8, Duration)>,
    /// Past `fresh`, served stale for this long while one refresh runs.
    pub stale_while_revalidate: Duration,
    /// Past `fresh`, served stale for this long when a refresh fails.
    pub stale_if_error: Duration,
    /// How long "there is no such tile" is believed.
    pub negative: Duration,
}
