//! What an expression depends on.

/// What an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::style) struct Reads {
    /// The feature, in any way.
    pub feature: bool,
    /// The zoom.
    pub zoom: bool,
}

impl Reads {
    /// The feature alone.
    pub const FEATURE: Self = Self { feature: true, zoom: false };
    /// The zoom alone.
    pub const ZOOM: Self = Self { feature: false, zoom: true };

    /// What either reads.
    pub fn or(self, other: Self) -> Self {
        Self { feature: self.feature || other.feature, zoom: self.zoom || other.zoom }
    }
}
