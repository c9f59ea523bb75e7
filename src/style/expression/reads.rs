//! Dependencies of expressions.

/// What an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::style) struct Reads {
    /// The feature, in any way.
    pub feature: bool,
    /// The zoom.
    pub zoom: bool,
}

impl Reads {
    /// Only the feature.
    pub(crate) const FEATURE: Self = Self { feature: true, zoom: false };
    /// Only the zoom.
    pub(crate) const ZOOM: Self = Self { feature: false, zoom: true };

    /// The union of both.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { feature: self.feature || other.feature, zoom: self.zoom || other.zoom }
    }
}
