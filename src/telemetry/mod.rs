//! Logs, metrics and traces. Each event in [`event`] has both a log line and a metric, so that graphs and logs agree.

pub mod event;
pub mod kartotherian;
pub mod log;
pub mod metrics;
pub(crate) mod process;
mod scrape;
pub mod statsd;
pub mod traces;

pub use event::Event;
pub use metrics::metrics;
pub use scrape::scrape;
