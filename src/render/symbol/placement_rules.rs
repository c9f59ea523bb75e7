//! Placement settings of a symbol layer.

use super::{candidate::Candidate, collision::CollisionShape};
use crate::{
    render::{input::Frame, view::View},
    style::layer::{Alignment, Overlap, Placement, SymbolLayer, WritingMode},
};

/// Placement settings of a symbol layer. Lengths are device pixels.
pub(super) struct PlacementRules {
    pub text_overlap: Overlap,
    pub icon_overlap: Overlap,
    pub text_ignored: bool,
    pub icon_ignored: bool,
    pub text_optional: bool,
    pub icon_optional: bool,
    pub text_padding: f64,
    pub text_upright: bool,
    pub icon_upright: bool,
    pub text_translate: [f64; 2],
    pub icon_translate: [f64; 2],
    /// Whether symbols must stay within their tile.
    avoid_edges: bool,
    view: View,
    /// Whether text follows its line, and whether icons rotate with it.
    pub text_along: bool,
    pub icon_along: bool,
    /// Whether glyphs of text that follows its line rotate with it.
    pub text_turning: bool,
    /// The allowed writing modes of labels at points in order of preference: whether each is vertical.
    pub modes: Vec<bool>,
    /// Minimum distance between labels with the same text on lines of two tiles.
    pub repeat: f64,
}

impl PlacementRules {
    pub(super) fn of(symbol: &SymbolLayer, frame: &Frame<'_, '_>) -> Self {
        let (layout, paint) = (frame.layout(), frame.paint());
        let ratio = frame.view.pixel_ratio;
        let overlap = |given: Option<Overlap>, allowed: bool| {
            given.unwrap_or(if allowed { Overlap::Always } else { Overlap::Never })
        };
        let on_lines = symbol.placement.get(&layout) != Placement::Point;
        let along = |alignment: Alignment| on_lines && alignment != Alignment::Viewport;
        let zoomed = (frame.view.zoom - frame.view.layout_zoom()).exp2();
        Self {
            text_overlap: overlap(symbol.text_overlap.get(&layout), symbol.text_allow_overlap.get(&layout)),
            icon_overlap: overlap(symbol.icon_overlap.get(&layout), symbol.icon_allow_overlap.get(&layout)),
            text_ignored: symbol.text_ignore_placement.get(&layout),
            icon_ignored: symbol.icon_ignore_placement.get(&layout),
            text_optional: symbol.text_optional.get(&layout),
            icon_optional: symbol.icon_optional.get(&layout),
            text_padding: symbol.text_padding.get(&layout) * ratio,
            text_upright: symbol.text_keep_upright.get(&layout),
            icon_upright: symbol.icon_keep_upright.get(&layout),
            text_translate: symbol.text_translate.get(&paint).map(|v| v * ratio),
            icon_translate: symbol.icon_translate.get(&paint).map(|v| v * ratio),
            avoid_edges: symbol.avoid_edges.get(&layout),
            view: *frame.view,
            text_along: along(symbol.text_rotation_alignment.get(&layout)),
            text_turning: symbol.text_rotation_alignment.get(&layout) != Alignment::ViewportGlyph,
            modes: symbol
                .text_writing_mode
                .get(&layout)
                .filter(|_| !on_lines)
                .unwrap_or_default()
                .into_iter()
                .map(|mode| mode == WritingMode::Vertical)
                .collect(),
            icon_along: along(symbol.icon_rotation_alignment.get(&layout)),
            repeat: symbol.spacing.get(&layout) / 2.0 * ratio * zoomed,
        }
    }

    /// Whether a shape is within its tile or within the picture, if that is required.
    pub(super) fn keeps_edges(&self, candidate: &Candidate, shape: CollisionShape) -> bool {
        let ([left, top, right, bottom], tile) = (shape.bounds(), candidate.tile);
        if !self.view.allows_label([left, top, right, bottom]) {
            return false;
        }
        !self.avoid_edges || (left >= tile[0] && top >= tile[1] && right <= tile[2] && bottom <= tile[3])
    }

    /// Whether symbols of the layer may overlap each other, so that their drawing order is visible.
    pub(super) fn may_overlap(&self) -> bool {
        self.text_overlap != Overlap::Never
            || self.icon_overlap != Overlap::Never
            || self.text_ignored
            || self.icon_ignored
    }
}
