//! Positions of texts.

use super::{
    alignment::{alignment, justification},
    candidate::Candidate,
    collision::{CollisionGrid, CollisionShape},
    curved_text::{Along, curve},
    label::Label,
    line_walk::OnLine,
    place_icon::{covered, icon_at},
    placed::{PlacedText, StraightText, column_turn},
    placement_rules::PlacementRules,
};
use crate::{
    render::geometry::rotated_box,
    style::{Anchor, layer::Overlap},
};

/// A candidate position of a text and its collision shapes.
pub(super) struct TextTry {
    pub text: PlacedText,
    pub shapes: Vec<CollisionShape>,
    /// Shift relative to the centered text; icons fitted to the text follow it.
    pub shift: [f64; 2],
    /// Whether the text is written vertically; icons fitted to the text follow that too.
    pub column: bool,
}

pub(super) fn find_text(
    candidate: &Candidate,
    label: &Label,
    rules: &PlacementRules,
    grid: &CollisionGrid,
) -> Option<TextTry> {
    if label.column.is_none() || !rules.modes.contains(&true) {
        return find_form(candidate, label, rules, grid, false);
    }
    rules.modes.iter().find_map(|column| find_form(candidate, label, rules, grid, *column))
}

fn find_form(
    candidate: &Candidate,
    label: &Label,
    rules: &PlacementRules,
    grid: &CollisionGrid,
    column: bool,
) -> Option<TextTry> {
    let anchors = &candidate.symbol.anchors;
    let fitted = candidate.symbol.icon.as_ref().is_some_and(|icon| icon.fitted);
    let free = |t: &TextTry, overlap: Overlap| {
        t.shapes.iter().all(|s| rules.keeps_edges(candidate, *s) && grid.is_free(*s, overlap))
            // An icon fitted to text with a variable anchor must also fit there.
            && (!(anchors.variable && fitted && rules.icon_overlap == Overlap::Never)
                || icon_at(candidate, rules, t.shift, column).is_none_or(|(_, shape)| grid.is_free(shape, overlap)))
    };
    let tries = || anchors.anchors.iter().filter_map(|anchor| try_text(candidate, label, rules, *anchor, column));
    // With several anchors, positions without overlap are preferred even if overlaps are allowed.
    if anchors.variable
        && rules.text_overlap != Overlap::Never
        && let Some(found) = tries().find(|t| free(t, Overlap::Never))
    {
        return Some(found);
    }
    tries().find(|t| free(t, rules.text_overlap))
}

fn try_text(
    candidate: &Candidate,
    label: &Label,
    rules: &PlacementRules,
    (anchor, offset): (Anchor, [f64; 2]),
    column: bool,
) -> Option<TextTry> {
    let translate = rules.text_translate;
    let share = alignment(anchor);
    let justify = justification(candidate.symbol.justify, anchor);
    let offset = offset.map(|v| v * label.size);
    let pad = rules.text_padding;
    if let Some(on) = candidate.line.as_ref().filter(|_| rules.text_along) {
        let [left, top, ..] = label.rect(false, anchor, [0.0; 2]);
        let along = Along {
            origin: [left, top],
            line_offset: offset,
            share,
            justify,
            upright: rules.text_upright,
            turning: rules.text_turning,
            rotate: candidate.symbol.text_rotate,
            padding: pad,
        };
        let mut curved = curve(label, &OnLine { line: &on.line, offset: on.offset, anchor: on.anchor }, &along)?;
        if translate != [0.0; 2] {
            curved.translate(translate);
        }
        let shapes = curved.shapes.clone();
        return Some(TextTry { text: PlacedText::Curved(curved), shapes, shift: [0.0; 2], column: false });
    }
    let rotate = candidate.symbol.text_rotate + column_turn(column);
    let justify = if column { 0.0 } else { justify };
    let variable = candidate.symbol.anchors.variable;
    let within = match (variable, column) {
        (false, _) => anchor,
        (true, false) => Anchor::Center,
        (true, true) => candidate.symbol.anchors.own,
    };
    let [left, top, right, bottom] = label.rect(column, within, [0.0; 2]);
    let (dx, dy) = if variable { (0.0, 0.0) } else { (offset[0], offset[1]) };
    let rect = [left + dx, top + dy, right + dx, bottom + dy];
    let b = rotated_box(rect, rotate);
    // MapLibre moves texts with variable anchors by their box including its padding.
    let shift = if variable {
        let padded = 2.0 * pad / label.growth;
        let (width, height) = (b[2] - b[0] + padded, b[3] - b[1] + padded);
        [(0.5 - share[0]) * width + offset[0], (0.5 - share[1]) * height + offset[1]]
    } else {
        [0.0; 2]
    };
    let point = [0, 1].map(|i| candidate.at[i] + translate[i]);
    let at = [0, 1].map(|i| point[i] + shift[i]);
    let moved = [b[0] + shift[0], b[1] + shift[1], b[2] + shift[0], b[3] + shift[1]];
    let shape = covered(point, moved, label.growth, [pad; 4]);
    let text = PlacedText::Straight(StraightText { at, origin: [rect[0], rect[1]], justify, rotate, column });
    Some(TextTry { text, shapes: vec![shape], shift, column })
}
