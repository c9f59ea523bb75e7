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

/// How and what the log is written: `logging` and `karto.log`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSettings {
    /// The lowest severity that is logged.
    pub level: LogLevel,
    /// The form of lines.
    pub format: LogFormat,
    /// `logging.name`, in lines of the form [`LogFormat::Bunyan`]; by default, the name of the service.
    pub name: String,
    /// Whether levels are words in lines of the form [`LogFormat::Bunyan`], otherwise numbers.
    pub named_levels: bool,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// [`LogFormat::Text`] on a terminal, otherwise [`LogFormat::Json`].
    Auto,
    /// JSON with karto's field names.
    Json,
    /// For people.
    Text,
    /// JSON with the field names of bunyan, the logger of Kartotherian.
    Bunyan,
}
