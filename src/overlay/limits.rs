//! Limits on what one overlay may hold.

/// Limits on an overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverlayLimits {
    /// The most vertices of all lines and areas together.
    pub points: usize,
    /// The most markers and texts.
    pub markers: usize,
}

impl OverlayLimits {
    /// How deep collections may be nested.
    pub const DEPTH: usize = 8;
}

/// Why an overlay is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OverlayError {
    /// More vertices than allowed.
    #[error("The overlay has more than {0} points")]
    Points(usize),
    /// More markers than allowed.
    #[error("The overlay has more than {0} markers")]
    Markers(usize),
    /// Collections within collections within collections.
    #[error("The overlay is nested too deeply")]
    Depth,
    /// What is given is not an overlay.
    #[error("{0}")]
    Invalid(String),
}
