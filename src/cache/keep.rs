//! Results of computations.

use std::time::Duration;

use super::origin::DataAge;

/// A value that was just made.
#[derive(Debug, Clone)]
pub(crate) struct Made<V> {
    /// The value.
    pub(crate) value: V,
    /// Whether and how long it may be kept.
    pub(crate) keep: Keep,
    /// The age of the data that it was made from.
    pub(crate) data: DataAge,
}

/// How long a value may be kept, according to its backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// As configured.
    AsConfigured,
    /// Fresh for at most this time, and for no longer than configured.
    AtMost(Duration),
    /// Not at all.
    Never,
}
