//! Traits of cached values and errors.

/// The size of a value in memory.
pub(crate) trait Weigh {
    /// The approximate size in bytes, which counts toward the limit of the cache.
    fn weight(&self) -> usize;
}

/// Distinguishes errors that are cached for a short time ("there is no such tile") from those that are not ("try
/// again").
pub(crate) trait Remember {
    /// Whether the error is cached, for the duration of the negative freshness.
    fn remember(&self) -> bool;
}
