//! What every event can do.

/// Something that happened: one log line and one metric.
pub trait Event {
    /// Writes the line and counts.
    fn emit(&self);
}
