//! Figures of connection pools, for the metrics.

/// The connections of a source to one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connections {
    /// `host:port/…`, without secrets.
    pub host: String,
    /// Connections that requests are using.
    pub in_use: usize,
    /// Open connections that are not in use.
    pub idle: usize,
    /// The largest number of connections.
    pub most: usize,
    /// Requests that wait for a connection.
    pub waiting: usize,
}
