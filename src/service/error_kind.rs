//! Classes of errors.

/// The class of an error, which decides its status, its log level and its metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The request asks for something that is not offered.
    Refused,
    /// The tile does not exist.
    Missing,
    /// The backend's answer is not valid.
    Bad,
    /// The backend cannot be reached.
    Unavailable,
    /// The request's time is over.
    Timeout,
    /// Too much is under way.
    Busy,
    /// Not built yet.
    NotAvailable,
    /// A bug of ours, or the service is stopping.
    Internal,
}

impl ErrorKind {
    /// The word for metrics and logs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Missing => "missing",
            Self::Bad => "bad",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Busy => "busy",
            Self::NotAvailable => "not-available",
            Self::Internal => "internal",
        }
    }
}
