//! Classes of errors.

/// The class of an error, which determines the HTTP status, the log level and the metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The request is invalid, or asks for something that is not public.
    Refused,
    /// The tile does not exist.
    Missing,
    /// The backend's response is not valid.
    Bad,
    /// The backend cannot be reached.
    Unavailable,
    /// The request or the backend timed out.
    Timeout,
    /// A limit on concurrent work is reached.
    Busy,
    /// A bug in karto, or the service is stopping.
    Internal,
}

impl ErrorKind {
    /// The name in metrics and logs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Missing => "missing",
            Self::Bad => "bad",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Busy => "busy",
            Self::Internal => "internal",
        }
    }
}
