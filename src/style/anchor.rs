//! Anchors of symbols.

/// The part of a symbol that is placed at its anchor point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The center.
    Center,
    /// The middle of the left side.
    Left,
    /// The middle of the right side.
    Right,
    /// The middle of the top side.
    Top,
    /// The middle of the bottom side.
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

    /// Parses the name of an anchor, such as `top-left`.
    pub(in crate::style) fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(anchor, _)| *anchor)
    }

    /// The name, as accepted by [`Self::parse`].
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(anchor, _)| *anchor == self).map_or("center", |(_, name)| name)
    }
}

/// A candidate anchor of a label with the offset that applies to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnchorOffset {
    /// The anchor.
    pub anchor: Anchor,
    /// The offset in ems, positive to the right and down.
    pub offset: [f64; 2],
}

/// Candidate anchors with their offsets, in order of preference.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnchorOffsets(pub Vec<AnchorOffset>);
