//! What the cache asks of the values and errors it keeps.

/// Bytes a value takes in memory.
pub(crate) trait Weigh {
    /// Bytes, roughly: what the byte limit of the cache counts.
    fn weight(&self) -> usize;
}

/// Which errors are kept for a short while ("there is no such tile") and which are not ("try again").
pub(crate) trait Remember {
    /// Whether requests within the negative freshness get this error again.
    fn remember(&self) -> bool;
}
