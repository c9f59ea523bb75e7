//! How lines are stroked.

use crate::{
    render::{
        display::StrokeItem,
        geometry::{JoinStyle, Lines, StrokeStyle},
    },
    style::layer::{LineCap, LineJoin},
};

/// Strokes with more vertices have neither arcs nor caps, whose vertices would take too much memory.
const MAX_POINTS: usize = 1 << 18;

/// How `lines`, those of `item` or their dashes, are stroked.
pub(super) fn stroke_style(item: &StrokeItem, lines: &Lines) -> StrokeStyle {
    let half_gap = item.gap / 2.0;
    let is_dense = lines.points().len() > MAX_POINTS;
    StrokeStyle {
        half: if item.gap > 0.0 { half_gap + item.width } else { item.width / 2.0 },
        hole: half_gap,
        offset: item.line_offset,
        cap: if is_dense { LineCap::Butt } else { item.cap },
        joins: if is_dense { JoinStyle { join: LineJoin::Bevel, ..item.joins } } else { item.joins },
        closed: item.closed,
    }
}
