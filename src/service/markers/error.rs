//! Errors of requests for markers, with Kartotherian's messages.

/// A request for a marker is invalid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MarkerError {
    /// The color has neither three nor six digits.
    #[error("Bad color")]
    Color,
    /// The scale is not 2.
    #[error("Only retina @2x scaling is allowed for marks")]
    Scale,
    /// The base is not `pin`, or its size is not in lower case.
    #[error("Marker base \"{0}\" is invalid.")]
    Base(String),
}

impl MarkerError {
    /// Kartotherian's name of the error in statsd, under `err.`.
    pub(crate) fn statsd_name(&self) -> &'static str {
        match self {
            Self::Color => "marker.color",
            Self::Scale => "marker.scale",
            Self::Base(_) => "unknown",
        }
    }
}
