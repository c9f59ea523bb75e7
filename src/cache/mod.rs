//! Encoded tiles in memory: key, weight, freshness.
