//! Alignment of boxes and lines.

use crate::style::{Anchor, layer::Justify};

/// The factor between the drawn size of a symbol and its size for collisions: MapLibre makes collision boxes for the
/// size `next` at the next whole zoom, so that placed symbols can stay while zooming in.
pub(super) fn growth(size: f64, next: f64) -> f64 {
    let growth = next / size;
    if growth.is_finite() && growth > 0.0 { growth } else { 1.0 }
}

/// The fractions of a box that are left of and above its anchor.
pub(super) fn alignment(anchor: Anchor) -> [f64; 2] {
    let across = match anchor {
        Anchor::Left | Anchor::TopLeft | Anchor::BottomLeft => 0.0,
        Anchor::Right | Anchor::TopRight | Anchor::BottomRight => 1.0,
        Anchor::Center | Anchor::Top | Anchor::Bottom => 0.5,
    };
    let down = match anchor {
        Anchor::Top | Anchor::TopLeft | Anchor::TopRight => 0.0,
        Anchor::Bottom | Anchor::BottomLeft | Anchor::BottomRight => 1.0,
        Anchor::Center | Anchor::Left | Anchor::Right => 0.5,
    };
    [across, down]
}

/// The fraction of a line's free space that is left of it.
pub(super) fn justification(justify: Justify, anchor: Anchor) -> f64 {
    match justify {
        Justify::Auto => alignment(anchor)[0],
        Justify::Left => 0.0,
        Justify::Center => 0.5,
        Justify::Right => 1.0,
    }
}
