//! Which part of a symbol is at its point.

/// The part of a symbol that is at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The center.
    Center,
    /// The middle of the left side.
    Left,
    /// The middle of the right side.
    Right,
    /// The middle of the upper side.
    Top,
    /// The middle of the lower side.
    Bottom,
    /// The upper left corner.
    TopLeft,
    /// The upper right corner.
    TopRight,
    /// The lower left corner.
    BottomLeft,
    /// The lower right corner.
    BottomRight,
}

impl Anchor {
    const NAMES: [(Self, &'static str); 9] = [
        (Self::Center, "center"),
        (Self::Left, "left"),
        (Self::Right, "right"),
        (Self::Top, "top"),
        (Self::Bottom, "bottom"),
        (Self::TopLeft, "top-left"),
        (Self::TopRight, "top-right"),
        (Self::BottomLeft, "bottom-left"),
        (Self::BottomRight, "bottom-right"),
    ];

    /// The anchor that `name` (`top-left`) stands for.
    pub(in crate::style) fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(anchor, _)| *anchor)
    }

    /// Its name, as [`Self::parse`] reads it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(anchor, _)| *anchor == self).map_or("center", |(_, name)| name)
    }
}

/// An anchor that a label may have, and the label's offset then.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnchorOffset {
    /// The anchor.
    pub anchor: Anchor,
    /// The offset in ems, positive to the right and down.
    pub offset: [f64; 2],
}

/// Anchors with their offsets in order of preference.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnchorOffsets(pub Vec<AnchorOffset>);
