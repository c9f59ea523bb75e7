//! Typed events: each is one log line and one metric.
