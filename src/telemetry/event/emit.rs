//! The trait of events.

/// An event, which has one log line and one metric.
pub trait Event {
    /// Writes the log line and updates the metric.
    fn emit(&self);
}
