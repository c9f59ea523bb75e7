//! Statistics of connection pools, for metrics.

/// The state of the pool of connections to one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connections {
    /// `host:port/…`, without secrets.
    pub host: String,
    /// Connections that are in use.
    pub in_use: usize,
    /// Open connections that are not in use.
    pub idle: usize,
    /// The maximum number of connections.
    pub most: usize,
    /// Requests that wait for a connection.
    pub waiting: usize,
}
