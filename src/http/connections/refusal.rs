//! Why there is no room for a connection.

/// A connection is refused because no other one may be closed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Refusal {
    /// The port has as many connections as it may have.
    Full,
    /// The client has as many connections as one client may have.
    Client,
}

impl Refusal {
    /// The reason in metrics.
    pub(in crate::http) fn reason(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Client => "client",
        }
    }
}
