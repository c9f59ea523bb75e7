//! Logs, metrics and traces. Each event is defined once, in [`event`], and is one log line and one metric together, so that
//! graphs and log searches always agree.

pub mod event;
pub mod log;
pub mod metrics;
mod process;
pub mod statsd;
pub mod traces;

pub use event::Event;
pub use metrics::metrics;
