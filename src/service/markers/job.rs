//! Validated requests for markers.

use crate::{cache::MarkerKey, image::pin::Pin};

/// A request for a marker that has passed all checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkerJob {
    /// The pin.
    pub(crate) pin: Pin,
    /// Whether it has two pixels per CSS pixel.
    pub(crate) double: bool,
}

impl MarkerJob {
    /// The cache key of the image.
    pub(super) fn key(self) -> MarkerKey {
        MarkerKey { pin: self.pin, double: self.double }
    }
}
