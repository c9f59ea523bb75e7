//! Metrics and logs.

/// An entry of service-runner's `metrics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricsSink {
    /// `type: statsd`.
    Statsd {
        /// The host name or address.
        host: String,
        /// UDP port.
        port: u16,
        /// The prefix of metric names.
        prefix: String,
    },
    /// `type: prometheus`: an additional port that serves `/metrics`.
    Prometheus {
        /// TCP port.
        port: u16,
    },
}

/// The severity of log lines, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Everything.
    Trace,
    /// Details for developers.
    Debug,
    /// Normal events.
    Info,
    /// Possible problems.
    Warn,
    /// Errors.
    Error,
}
