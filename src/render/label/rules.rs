//! The rules of placement, for one feature. Lengths are device pixels.

use super::detector::LabelDetector;
use crate::{
    render::geometry::Rect,
    style::{
        expression::Context,
        symbolizer::{LabelRules, LabelUpright},
    },
};

/// The rules of placement.
#[derive(Debug, Clone, Copy)]
pub(super) struct CollisionRules {
    pub spacing: f64,
    pub tolerance: f64,
    pub minimum_path_length: f64,
    margin: f64,
    repeat_distance: f64,
    minimum_distance: f64,
    minimum_padding: f64,
    avoid_edges: bool,
    allow_overlap: bool,
    /// In radians; 0 for any.
    pub max_angle: f64,
    pub upright: LabelUpright,
}

impl CollisionRules {
    /// The rules of a symbolizer.
    pub(super) fn of(rules: &LabelRules, context: &Context<'_>, ratio: f64) -> Self {
        Self {
            spacing: rules.spacing.get(context) * ratio,
            tolerance: rules.tolerance.get(context) * ratio,
            minimum_path_length: rules.minimum_path_length.get(context) * ratio,
            margin: rules.margin.get(context) * ratio,
            repeat_distance: rules.repeat_distance.get(context) * ratio,
            minimum_distance: rules.minimum_distance.get(context) * ratio,
            minimum_padding: rules.minimum_padding.get(context) * ratio,
            avoid_edges: rules.avoid_edges.get(context),
            allow_overlap: rules.allow_overlap.get(context),
            max_angle: rules.max_angle.get(context).to_radians(),
            upright: rules.upright.get(context),
        }
    }

    /// Whether labels must not cross the edges of cells.
    pub(super) fn are_confined(&self) -> bool {
        self.avoid_edges || self.minimum_padding > 0.0
    }

    /// Whether a box of a label with this text may be in `cell`.
    pub(super) fn allow(
        &self,
        bounds: [f64; 4],
        text: &str,
        along_line: bool,
        cell: &Rect,
        detector: &LabelDetector,
    ) -> bool {
        let or = |own: f64, other: f64| if own == 0.0 { other } else { own };
        let (margin, repeat) = if along_line {
            (self.margin, or(self.repeat_distance, self.minimum_distance))
        } else {
            (or(self.margin, self.minimum_distance), self.repeat_distance)
        };
        let holds = |by: f64| {
            bounds[0] - by >= cell.lo[0]
                && bounds[1] - by >= cell.lo[1]
                && bounds[2] + by <= cell.hi[0]
                && bounds[3] + by <= cell.hi[1]
        };
        if (self.avoid_edges && !holds(0.0)) || (self.minimum_padding > 0.0 && !holds(self.minimum_padding)) {
            return false;
        }
        self.allow_overlap
            || if text.is_empty() {
                detector.has_room(bounds, margin.max(0.0))
            } else {
                detector.has_room_for(bounds, margin.max(0.0), text, repeat)
            }
    }
}
