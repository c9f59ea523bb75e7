//! The items of a whole overlay.

use super::{area, input::OverlayInput, line, marker, projection::Projection};
use crate::{
    overlay::Mark,
    render::{display::DisplayItem, input::Resources, view::View},
};

/// The items of an overlay.
#[derive(Debug, Default)]
pub(in crate::render) struct DrawnOverlay {
    /// Areas and lines.
    pub shapes: Vec<DisplayItem>,
    /// Markers and texts, which are above everything.
    pub markers: Vec<DisplayItem>,
}

/// Draws the marks of an overlay, each in its order.
pub(in crate::render) fn draw_overlay(input: &OverlayInput<'_>, view: &View, resources: &Resources) -> DrawnOverlay {
    let on = Projection::of(view);
    let mut drawn = DrawnOverlay::default();
    for mark in &input.overlay.marks {
        match mark {
            Mark::Area(area) => area::add(area, &on, &mut drawn.shapes),
            Mark::Line(line) => line::add(line, &on, &mut drawn.shapes),
            Mark::Marker(marker) => marker::add(marker, &on, input.icons, resources, &mut drawn.markers),
        }
    }
    drawn
}
