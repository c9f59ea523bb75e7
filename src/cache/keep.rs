//! What a computation hands to the cache.

use std::time::Duration;

/// A value that was just made.
#[derive(Debug, Clone)]
pub(crate) struct Made<V> {
    /// The value.
    pub(crate) value: V,
    /// Whether and how long it may be kept.
    pub(crate) keep: Keep,
}

/// What the maker says about keeping its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// As the configuration says.
    AsConfigured,
    /// Fresh for this long at most, and no longer than the configuration says.
    AtMost(Duration),
    /// Not at all.
    Never,
}
