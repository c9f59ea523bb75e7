//! The style of a line.

use super::{tile_frame::TileFrame, visible::visible};
use crate::{
    render::{
        display::{PaintSource, StrokeItem},
        geometry::{JoinStyle, Lines},
        input::Frame,
    },
    style::{
        Color,
        expression::Context,
        layer::{LineCap, LineLayer},
    },
};

/// The style of one line, in device pixels.
#[derive(Clone, PartialEq)]
pub(super) struct LineStyle {
    /// The color; black for textured lines.
    color: Color,
    pub width: f64,
    pub cap: LineCap,
    pub joins: JoinStyle,
    /// Lengths of dashes and gaps.
    pub dashes: Vec<f64>,
    blur: f64,
    /// Offset of the stroke to the right of the line.
    pub offset: f64,
    /// Width of the gap in the middle of a casing.
    pub gap: f64,
}

impl LineStyle {
    /// The style of one feature; `None` if it is invisible.
    pub(super) fn of(
        frame: &Frame<'_, '_>,
        line: &LineLayer,
        layout: &Context<'_>,
        paint: &Context<'_>,
    ) -> Option<Self> {
        let ratio = frame.view.pixel_ratio;
        let opacity = line.opacity.get(paint).clamp(0.0, 1.0);
        let width = line.width.get(paint) * ratio;
        if width.is_nan() || width <= 0.0 {
            return None;
        }
        let color = if line.pattern.is_given() || line.gradient.is_given() {
            // Textured lines are painted by their texture.
            Color::new(0.0, 0.0, 0.0, 1.0)
        } else {
            visible(line.color.get(paint), opacity)?
        };
        Some(Self {
            color,
            width: apparent(width),
            cap: line.cap.get(layout),
            joins: JoinStyle {
                join: line.join.get(layout),
                miter_limit: line.miter_limit.get(layout),
                round_limit: line.round_limit.get(layout),
            },
            dashes: dashes(frame, line, paint),
            blur: line.blur.get(paint).max(0.0) * ratio,
            offset: line.offset.get(paint) * ratio,
            gap: line.gap_width.get(paint).max(0.0) * ratio,
        })
    }

    /// Whether lines of both styles can be drawn as one item. Only opaque lines can, because their order does not
    /// matter.
    pub(super) fn can_merge(&self, other: &Self) -> bool {
        (self.color == other.color && self.color.a >= 1.0)
            && (self.width, self.cap, self.joins) == (other.width, other.cap, other.joins)
            && (&self.dashes, self.blur, self.offset, self.gap) == (&other.dashes, other.blur, other.offset, other.gap)
    }

    /// Maximum distance from the line that is painted.
    pub(super) fn reach(&self) -> f64 {
        (self.width + self.gap / 2.0 + self.offset.abs()) * self.joins.miter_limit.max(2.0) + self.blur + 2.0
    }

    /// Creates an item without lines.
    pub(super) fn item(&self, place: &TileFrame, closed: bool) -> StrokeItem {
        StrokeItem {
            lines: Lines::default(),
            phases: Vec::new(),
            closed,
            offset: place.offset,
            clip: place.clip,
            square: place.square,
            grid: place.grid,
            source: PaintSource::Color(self.color),
            width: self.width,
            gap: self.gap,
            line_offset: self.offset,
            cap: self.cap,
            joins: self.joins,
            starts_odd: Vec::new(),
            dashes: self.dashes.clone(),
            blur: self.blur,
        }
    }
}

/// Lengths of dashes and gaps. Styles specify them in line widths; MapLibre uses the width at the whole zoom and scales
/// them with the map from there.
fn dashes(frame: &Frame<'_, '_>, line: &LineLayer, paint: &Context<'_>) -> Vec<f64> {
    let view = frame.view;
    line.dasharray.get(paint).map_or_else(Vec::new, |dashes| {
        let floor = Context { zoom: Some(view.layout_zoom()), ..*paint };
        let unit = line.width.get(&floor) * view.pixel_ratio * (view.zoom - view.layout_zoom()).exp2();
        dashes.iter().map(|n| n.max(0.0) * unit).collect()
    })
}

/// The width at which a thin line is drawn. MapLibre antialiases lines thinner than a pixel over a whole pixel, which
/// makes them stronger than their area: a line of width `w` has the ink of `(w + 1)² / 4` (`line.fragment.glsl`).
/// Diagonal lines are opaque where they cross the center of a pixel; a slightly wider area imitates that.
fn apparent(width: f64) -> f64 {
    const SLANT: f64 = 0.05;
    let ink = if width < 1.0 { (width + 1.0) * (width + 1.0) / 4.0 } else { width };
    ink + SLANT * (2.0 - width).clamp(0.0, 1.0) * width.min(1.0)
}
