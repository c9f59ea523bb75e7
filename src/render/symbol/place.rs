//! Which candidates get a place: each in its turn, where nobody asked before it stands. After MapLibre's
//! `placement.ts`.

use std::collections::HashMap;

use super::{
    SymbolScene,
    anchors::distance,
    candidate::Candidate,
    curve::{Along, Curved, OnLine, curve},
    grid::{Grid, Shape},
    icon::turned,
    item::stood_up,
    label::{Label, alignment, justification},
};
use crate::{
    style::{
        Anchor,
        layer::{Alignment, Overlap, Placement, SymbolLayer, WritingMode},
    },
    text::TextLine,
};

/// What a layer decides for all its symbols.
pub(super) struct Rules {
    text_overlap: Overlap,
    icon_overlap: Overlap,
    text_ignored: bool,
    icon_ignored: bool,
    text_optional: bool,
    icon_optional: bool,
    text_padding: f64,
    text_upright: bool,
    icon_upright: bool,
    text_translate: [f64; 2],
    icon_translate: [f64; 2],
    /// Whether symbols must stay within their tile.
    avoid_edges: bool,
    /// Whether text follows its line, and whether icons turn with it.
    text_along: bool,
    icon_along: bool,
    /// Whether glyphs of text that follows its line turn with it.
    text_turning: bool,
    /// The writing modes of labels at points in order of preference: whether each is vertical.
    modes: Vec<bool>,
    /// Device pixels that labels of one text keep on lines.
    repeat: f64,
}

impl Rules {
    pub fn of(symbol: &SymbolLayer, scene: &SymbolScene<'_, '_>) -> Self {
        let (layout, paint) = (scene.layout(), scene.paint());
        let ratio = scene.view.pixel_ratio;
        let overlap = |given: Option<Overlap>, allowed: bool| {
            given.unwrap_or(if allowed { Overlap::Always } else { Overlap::Never })
        };
        let on_lines = symbol.placement.get(&layout) != Placement::Point;
        let along = |alignment: Alignment| on_lines && alignment != Alignment::Viewport;
        let zoomed = (scene.view.zoom - scene.view.layout_zoom()).exp2();
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

    /// Whether a shape respects the edges of its tile where that is asked for.
    fn keeps_tile(&self, candidate: &Candidate, shape: Shape) -> bool {
        let ([left, top, right, bottom], tile) = (shape.bounds(), candidate.tile);
        !self.avoid_edges || (left >= tile[0] && top >= tile[1] && right <= tile[2] && bottom <= tile[3])
    }

    /// Whether symbols of the layer may lie on each other, so that their drawing order shows.
    pub fn may_overlap(&self) -> bool {
        self.text_overlap != Overlap::Never
            || self.icon_overlap != Overlap::Never
            || self.text_ignored
            || self.icon_ignored
    }
}

/// A symbol that got its place.
#[derive(Debug)]
pub(super) struct PlacedSymbol {
    pub candidate: Candidate,
    pub text: Option<PlacedText>,
    pub icon: Option<PlacedIcon>,
}

/// How a text stands.
#[derive(Debug)]
pub(super) enum PlacedText {
    /// On straight lines.
    Straight(Straight),
    /// Along a line.
    Curved(Curved),
}

/// How a straight text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Straight {
    /// The point it turns about, in device pixels of the view.
    pub at: [f64; 2],
    /// Left and top of its box from that point, in device pixels.
    pub origin: [f64; 2],
    /// Share of a short line's free room left of it.
    pub justify: f64,
    /// Clockwise, in radians; a column's quarter turn is part of it.
    pub rotate: f64,
    /// Whether it is the label's column.
    pub column: bool,
}

impl Straight {
    /// Where a line begins, from the point, in device pixels.
    pub fn start(&self, label: &Label, line: &TextLine) -> f64 {
        self.origin[0] + f64::from(label.form(self.column).width - line.width) * label.size * self.justify
    }
}

/// How an icon stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedIcon {
    /// The point it turns about, in device pixels of the view.
    pub at: [f64; 2],
    /// Shift of its rectangle before it is turned.
    pub shift: [f64; 2],
    /// Clockwise, in radians.
    pub angle: f64,
    /// Whether it is the icon for the text's column.
    pub column: bool,
}

/// Places the candidates of one layer, which must be in order.
pub(super) fn place(candidates: Vec<Candidate>, rules: &Rules, grid: &mut Grid) -> Vec<PlacedSymbol> {
    let mut placed = Vec::new();
    // Where labels on lines stand, and of which tile they are.
    let mut texts: HashMap<String, Vec<Standing>> = HashMap::new();
    for candidate in candidates {
        // The same street in two tiles: each made its anchors alone, so they may come too close.
        let repeats = candidate.line.is_some()
            && candidate.prepared.label.as_ref().is_some_and(|label| {
                let others = texts.get(&label.text).map(Vec::as_slice).unwrap_or_default();
                others
                    .iter()
                    .any(|(p, tile)| *tile != candidate.order.tile && distance(*p, candidate.at) < rules.repeat)
            });
        if repeats {
            continue;
        }
        let Some(symbol) = place_one(candidate, rules, grid) else { continue };
        if symbol.candidate.line.is_some()
            && let Some(label) = &symbol.candidate.prepared.label
        {
            texts.entry(label.text.clone()).or_default().push((symbol.candidate.at, symbol.candidate.order.tile));
        }
        placed.push(symbol);
    }
    placed
}

/// A label's point and its tile's column and row.
type Standing = ([f64; 2], (i64, u32));

/// A text's try: how it would stand and what it would cover.
struct Try {
    text: PlacedText,
    shapes: Vec<Shape>,
    /// Shift against the centred text, which icons fitted to it follow.
    shift: [f64; 2],
    /// Whether the text is written vertically, which icons fitted to it follow as well.
    column: bool,
}

fn place_one(candidate: Candidate, rules: &Rules, grid: &mut Grid) -> Option<PlacedSymbol> {
    let prepared = candidate.prepared.clone();
    let (has_text, has_icon) = (prepared.label.is_some(), prepared.icon.is_some());
    let text = prepared.label.as_ref().and_then(|label| find_text(&candidate, label, rules, grid));
    let (shift, column) = text.as_ref().map_or(([0.0; 2], false), |t| (t.shift, t.column));
    let icon = icon_at(&candidate, rules, shift, column)
        .filter(|(_, shape)| rules.keeps_tile(&candidate, *shape) && grid.is_free(*shape, rules.icon_overlap));

    let icon_may_stand_alone = rules.text_optional || !has_text;
    let text_may_stand_alone = rules.icon_optional || !has_icon;
    let (mut show_text, mut show_icon) = (text.is_some(), icon.is_some());
    let both = show_text && show_icon;
    match (icon_may_stand_alone, text_may_stand_alone) {
        (false, false) => (show_text, show_icon) = (both, both),
        (true, false) => show_text = both,
        (false, true) => show_icon = both,
        (true, true) => {}
    }
    let text = text.filter(|_| show_text);
    let icon = icon.filter(|_| show_icon);
    if let Some(text) = text.as_ref().filter(|_| !rules.text_ignored) {
        text.shapes.iter().for_each(|shape| grid.take(*shape, rules.text_overlap));
    }
    if let Some((_, shape)) = icon.filter(|_| !rules.icon_ignored) {
        grid.take(shape, rules.icon_overlap);
    }
    (text.is_some() || icon.is_some()).then(|| PlacedSymbol {
        candidate,
        text: text.map(|t| t.text),
        icon: icon.map(|(icon, _)| icon),
    })
}

fn line_angle(candidate: &Candidate, rules: &Rules) -> f64 {
    let Some((_, anchor)) = candidate.line.as_ref().filter(|_| rules.icon_along) else { return 0.0 };
    let upside_down = anchor.angle.cos() < 0.0;
    if rules.icon_upright && upside_down { anchor.angle + std::f64::consts::PI } else { anchor.angle }
}

/// How the icon stands beside a text that was shifted by `shift`, and what it covers.
fn icon_at(candidate: &Candidate, rules: &Rules, shift: [f64; 2], column: bool) -> Option<(PlacedIcon, Shape)> {
    let prepared = &candidate.prepared;
    let turned_with_text = prepared.column_icon.as_ref().filter(|_| column);
    let icon = turned_with_text.or(prepared.icon.as_ref())?;
    let angle = icon.rotate + line_angle(candidate, rules) + stood_up(turned_with_text.is_some());
    let point = [0, 1].map(|i| candidate.at[i] + rules.icon_translate[i]);
    let mut at = point;
    let mut shift = if icon.fitted && prepared.stands.variable { shift } else { [0.0; 2] };
    if angle != 0.0 {
        at = [at[0] + shift[0], at[1] + shift[1]];
        shift = [0.0; 2];
    }
    let [left, top, right, bottom] = icon.rect;
    let moved = [left + shift[0], top + shift[1], right + shift[0], bottom + shift[1]];
    // What an icon turned with its text covers is turned as the text is.
    let text_angle = prepared.text_rotate + stood_up(true);
    let b = turned(moved, if turned_with_text.is_some() { text_angle } else { angle });
    let from_point =
        [at[0] + b[0] - point[0], at[1] + b[1] - point[1], at[0] + b[2] - point[0], at[1] + b[3] - point[1]];
    let shape = covered(point, from_point, icon.room, icon.padding);
    Some((PlacedIcon { at, shift, angle, column: turned_with_text.is_some() }, shape))
}

/// What a box (left, top, right, bottom from `point` as drawn) covers for others, with `padding` (top, right, bottom,
/// left) around it.
fn covered(point: [f64; 2], drawn: [f64; 4], room: f64, padding: [f64; 4]) -> Shape {
    let [left, top, right, bottom] = drawn.map(|v| v * room);
    let [above, after, below, before] = padding;
    Shape::Box([point[0] + left - before, point[1] + top - above, point[0] + right + after, point[1] + bottom + below])
}

fn find_text(candidate: &Candidate, label: &Label, rules: &Rules, grid: &Grid) -> Option<Try> {
    if label.column.is_none() || !rules.modes.contains(&true) {
        return find_form(candidate, label, rules, grid, false);
    }
    rules.modes.iter().find_map(|column| find_form(candidate, label, rules, grid, *column))
}

fn find_form(candidate: &Candidate, label: &Label, rules: &Rules, grid: &Grid, column: bool) -> Option<Try> {
    let stands = &candidate.prepared.stands;
    let fitted = candidate.prepared.icon.as_ref().is_some_and(|icon| icon.fitted);
    let free = |t: &Try, overlap: Overlap| {
        t.shapes.iter().all(|s| rules.keeps_tile(candidate, *s) && grid.is_free(*s, overlap))
            // An icon fitted to text whose anchor is open must fit there, too.
            && (!(stands.variable && fitted && rules.icon_overlap == Overlap::Never)
                || icon_at(candidate, rules, t.shift, column).is_none_or(|(_, shape)| grid.is_free(shape, overlap)))
    };
    let tries = || stands.anchors.iter().filter_map(|stand| try_text(candidate, label, rules, *stand, column));
    // Where there is a choice, places that cover nothing come first even if covering is allowed.
    if stands.variable
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
    rules: &Rules,
    (anchor, offset): (Anchor, [f64; 2]),
    column: bool,
) -> Option<Try> {
    let translate = rules.text_translate;
    let share = alignment(anchor);
    let justify = justification(candidate.prepared.justify, anchor);
    let offset = offset.map(|v| v * label.size);
    let pad = rules.text_padding;
    if let Some((line, on)) = candidate.line.as_ref().filter(|_| rules.text_along) {
        let [left, top, ..] = label.rect(false, anchor, [0.0; 2]);
        let along = Along {
            origin: [left, top],
            line_offset: offset,
            share,
            justify,
            upright: rules.text_upright,
            turning: rules.text_turning,
            rotate: candidate.prepared.text_rotate,
            padding: pad,
        };
        let mut curved = curve(label, &OnLine { line, anchor: *on }, &along)?;
        if translate != [0.0; 2] {
            curved.translate(translate);
        }
        let shapes = curved.shapes.clone();
        return Some(Try { text: PlacedText::Curved(curved), shapes, shift: [0.0; 2], column: false });
    }
    let rotate = candidate.prepared.text_rotate + stood_up(column);
    let justify = if column { 0.0 } else { justify };
    let variable = candidate.prepared.stands.variable;
    let within = match (variable, column) {
        (false, _) => anchor,
        (true, false) => Anchor::Center,
        (true, true) => candidate.prepared.stands.own,
    };
    let [left, top, right, bottom] = label.rect(column, within, [0.0; 2]);
    let (dx, dy) = if variable { (0.0, 0.0) } else { (offset[0], offset[1]) };
    let rect = [left + dx, top + dy, right + dx, bottom + dy];
    let b = turned(rect, rotate);
    // MapLibre moves texts whose anchor is open by their box with its padding.
    let shift = if variable {
        let padded = 2.0 * pad / label.room;
        let (width, height) = (b[2] - b[0] + padded, b[3] - b[1] + padded);
        [(0.5 - share[0]) * width + offset[0], (0.5 - share[1]) * height + offset[1]]
    } else {
        [0.0; 2]
    };
    let point = [0, 1].map(|i| candidate.at[i] + translate[i]);
    let at = [0, 1].map(|i| point[i] + shift[i]);
    let moved = [b[0] + shift[0], b[1] + shift[1], b[2] + shift[0], b[3] + shift[1]];
    let shape = covered(point, moved, label.room, [pad; 4]);
    let text = PlacedText::Straight(Straight { at, origin: [rect[0], rect[1]], justify, rotate, column });
    Some(Try { text, shapes: vec![shape], shift, column })
}
