//! Metrics and logs.

/// One entry of service-runner's `metrics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricsSink {
    /// `type: statsd`.
    Statsd {
        /// Host name or address.
        host: String,
        /// UDP port.
        port: u16,
        /// Prefix of every name.
        prefix: String,
    },
    /// `type: prometheus`: an extra port that answers `/metrics`.
    Prometheus {
        /// TCP port.
        port: u16,
    },
}

/// Severity, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Everything.
    Trace,
    /// For developers.
    Debug,
    /// What happens.
    Info,
    /// What may go wrong.
    Warn,
    /// What went wrong.
    Error,
}
