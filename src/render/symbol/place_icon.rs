//! Positions of icons.

use super::{
    candidate::Candidate,
    collision::CollisionShape,
    placed::{PlacedIcon, column_turn},
    placement_rules::PlacementRules,
};
use crate::render::geometry::rotated_box;

/// The position of the icon next to a text that was shifted by `shift`, and its collision shape. `column`: whether the
/// text is written vertically.
pub(super) fn icon_at(
    candidate: &Candidate,
    rules: &PlacementRules,
    shift: [f64; 2],
    column: bool,
) -> Option<(PlacedIcon, CollisionShape)> {
    let symbol = &candidate.symbol;
    let turned_with_text = symbol.column_icon.as_ref().filter(|_| column);
    let icon = turned_with_text.or(symbol.icon.as_ref())?;
    let angle = icon.rotate + line_angle(candidate, rules) + column_turn(turned_with_text.is_some());
    let point = [0, 1].map(|i| candidate.at[i] + rules.icon_translate[i]);
    let mut at = point;
    let mut shift = if icon.fitted && symbol.anchors.variable { shift } else { [0.0; 2] };
    if angle != 0.0 {
        at = [at[0] + shift[0], at[1] + shift[1]];
        shift = [0.0; 2];
    }
    let [left, top, right, bottom] = icon.rect;
    let moved = [left + shift[0], top + shift[1], right + shift[0], bottom + shift[1]];
    // The collision box of an icon that rotates with its text is rotated like the text.
    let text_angle = symbol.text_rotate + column_turn(true);
    let b = rotated_box(moved, if turned_with_text.is_some() { text_angle } else { angle });
    let from_point =
        [at[0] + b[0] - point[0], at[1] + b[1] - point[1], at[0] + b[2] - point[0], at[1] + b[3] - point[1]];
    let shape = covered(point, from_point, icon.growth, icon.padding);
    Some((PlacedIcon { at, shift, angle, column: turned_with_text.is_some() }, shape))
}

fn line_angle(candidate: &Candidate, rules: &PlacementRules) -> f64 {
    let Some(anchor) = candidate.line.as_ref().map(|on| on.anchor).filter(|_| rules.icon_along) else { return 0.0 };
    let upside_down = anchor.angle.cos() < 0.0;
    if rules.icon_upright && upside_down { anchor.angle + std::f64::consts::PI } else { anchor.angle }
}

/// The collision shape of a box (left, top, right, bottom relative to `point`, as drawn), `growth` times as large as
/// drawn and with `padding` (top, right, bottom, left) around it.
pub(super) fn covered(point: [f64; 2], drawn: [f64; 4], growth: f64, padding: [f64; 4]) -> CollisionShape {
    let [left, top, right, bottom] = drawn.map(|v| v * growth);
    let [above, after, below, before] = padding;
    CollisionShape::Box([
        point[0] + left - before,
        point[1] + top - above,
        point[0] + right + after,
        point[1] + bottom + below,
    ])
}
