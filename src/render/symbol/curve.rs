//! Text along lines. After MapLibre's `projection.ts` and `collision_index.ts`, for a flat map.

use std::f64::consts::PI;

use super::{
    anchors::{LineAnchor, distance},
    grid::Shape,
    item::stood_up,
    label::Label,
};
use crate::text::{ASCENDER, PositionedGlyph, TextLayout, TextLine};

/// A cluster of glyphs in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// Where the middle of its advance stands.
    pub at: [f64; 2],
    /// Reading direction, clockwise from east.
    pub angle: f64,
}

/// A line with a label's anchor on it, in device pixels of the view.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnLine<'a> {
    pub line: &'a [[f64; 2]],
    pub anchor: LineAnchor,
}

impl OnLine<'_> {
    /// The spot `offset` along the line from the anchor, `aside` to the right of the reading direction;
    /// `flip` reads against the line's direction. `None` beyond the line's ends. `passed` gets the
    /// vertices on the way.
    fn spot(&self, offset: f64, aside: f64, flip: bool, mut passed: Option<&mut Vec<[f64; 2]>>) -> Option<Spot> {
        let forward = (offset > 0.0) != flip;
        let step_by = if forward { 1 } else { -1 };
        let shift = if forward { aside } else { -aside };
        let mut index = if forward { self.anchor.segment as isize } else { self.anchor.segment as isize + 1 };
        // The line itself, and the line at the distance asked for that is walked along.
        let (mut line_from, mut line_to) = (self.anchor.at, self.anchor.at);
        let (mut from, mut to) = (self.anchor.at, self.anchor.at);
        let (mut walked, mut step) = (0.0, 0.0);
        let mut first = true;
        while walked + step <= offset.abs() {
            index += step_by;
            walked += step;
            let next = self.vertex(index)?;
            (line_from, line_to) = (line_to, next);
            from = to;
            if shift == 0.0 {
                to = next;
            } else {
                let ahead = if line_from == line_to { self.vertex(index + step_by)? } else { line_to };
                let behind = if line_from == line_to { line_to } else { line_from };
                let normal = normal(behind, ahead, shift);
                if first {
                    from = add(line_from, normal);
                }
                to = self.corner(index + step_by, from, line_to, normal, shift);
            }
            if let Some(passed) = passed.as_deref_mut().filter(|_| !first || shift != 0.0) {
                passed.push(from);
            }
            first = false;
            step = distance(from, to);
        }
        let t = (offset.abs() - walked) / step;
        let at = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
        // Whoever walks against the reading direction has to look back.
        let direction = (line_to[1] - line_from[1]).atan2(line_to[0] - line_from[0]);
        Some(Spot { at, angle: direction + if offset > 0.0 { 0.0 } else { PI } })
    }

    fn vertex(&self, index: isize) -> Option<[f64; 2]> {
        self.line.get(usize::try_from(index).ok()?).copied()
    }

    /// Where the shifted segment from `from` past `vertex` meets the next one.
    fn corner(&self, next: isize, from: [f64; 2], vertex: [f64; 2], normal_here: [f64; 2], shift: f64) -> [f64; 2] {
        let here = add(vertex, normal_here);
        let Some(next) = self.vertex(next) else { return here };
        let normal_next = normal(vertex, next, shift);
        crossing(from, here, add(vertex, normal_next), add(next, normal_next)).unwrap_or(here)
    }
}

fn add(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0] + b[0], a[1] + b[1]]
}

/// The vector of length `by` to the right of the way from `a` to `b`.
fn normal(a: [f64; 2], b: [f64; 2], by: f64) -> [f64; 2] {
    let length = distance(a, b);
    if length == 0.0 { [0.0; 2] } else { [-(b[1] - a[1]) / length * by, (b[0] - a[0]) / length * by] }
}

/// Where the lines through `a`, `b` and through `c`, `d` cross.
fn crossing(a: [f64; 2], b: [f64; 2], c: [f64; 2], d: [f64; 2]) -> Option<[f64; 2]> {
    let (u, v) = ([b[0] - a[0], b[1] - a[1]], [d[0] - c[0], d[1] - c[1]]);
    let denominator = v[1] * u[0] - v[0] * u[1];
    if denominator == 0.0 {
        return None;
    }
    let t = (v[0] * (a[1] - c[1]) - v[1] * (a[0] - c[0])) / denominator;
    Some([a[0] + t * u[0], a[1] + t * u[1]])
}

/// Clusters: ranges of glyphs with the middle of their advance, in ems from the line's left end.
fn clusters(glyphs: &[PositionedGlyph]) -> Vec<(std::ops::Range<usize>, f64)> {
    let mut out: Vec<(std::ops::Range<usize>, f64, f64)> = Vec::new();
    for (i, g) in glyphs.iter().enumerate() {
        let same = i > 0 && glyphs[i - 1].cluster == g.cluster;
        let (pen, advance) = (f64::from(g.pen), f64::from(g.advance));
        match out.last_mut().filter(|_| same) {
            Some((range, _, end)) => {
                range.end = i + 1;
                *end += advance;
            }
            None => out.push((i..i + 1, pen, pen + advance)),
        }
    }
    out.into_iter().map(|(range, from, to)| (range, (from + to) / 2.0)).collect()
}

/// A glyph's origin and its direction, in device pixels of the view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    /// Index into the layout's glyphs or pictures.
    pub glyph: usize,
    pub origin: [f64; 2],
    pub angle: f64,
}

/// A label laid along its line.
#[derive(Debug)]
pub(super) struct Curved {
    /// Whether it is the label's column that stands along the line.
    pub column: bool,
    pub glyphs: Vec<Standing>,
    /// Pictures: upper left corner and direction.
    pub inlines: Vec<Standing>,
    pub shapes: Vec<Shape>,
}

impl Curved {
    /// Moves everything by `by` device pixels.
    pub fn translate(&mut self, by: [f64; 2]) {
        let moved = |p: [f64; 2]| [p[0] + by[0], p[1] + by[1]];
        self.glyphs.iter_mut().chain(&mut self.inlines).for_each(|g| g.origin = moved(g.origin));
        for shape in &mut self.shapes {
            if let Shape::Disc(center, _) = shape {
                *center = moved(*center);
            }
        }
    }
}

/// How a label goes along a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Along {
    /// Left and top of the text's box from its place on the line, in device pixels.
    pub origin: [f64; 2],
    /// That place from the anchor: along the line, and to its right.
    pub line_offset: [f64; 2],
    /// Which share of the box lies left of and above its place.
    pub share: [f64; 2],
    /// Share of a short line's free room left of it.
    pub justify: f64,
    /// Turn the label that would stand on its head.
    pub upright: bool,
    /// Whether its glyphs turn with the line.
    pub turning: bool,
    /// By how much each glyph is turned besides, clockwise in radians.
    pub rotate: f64,
    /// Added to the collision discs' radius.
    pub padding: f64,
}

/// Lays `label` along the line; `None` where the line is too short.
pub(super) fn curve(label: &Label, on: &OnLine<'_>, along: &Along) -> Option<Curved> {
    let lines = Lines::of(label, along, false);
    let (a, b) = lines.ends(on, along)?;
    // Whether a label is written horizontally is decided by how that would look.
    if along.upright && label.column.is_some() && (b.at[1] - a.at[1]).abs() > (b.at[0] - a.at[0]).abs() {
        let column = Lines::of(label, along, true);
        let (a, b) = column.ends(on, along)?;
        let shapes = lines.discs(on, along);
        return column.laid(on, along, a.at[1] > b.at[1], shapes);
    }
    let leftwards = if a.at == b.at { a.angle.cos() < -1e-9 } else { a.at[0] > b.at[0] };
    lines.laid(on, along, along.upright && leftwards, lines.discs(on, along))
}

/// The lines of a label that is laid along a line.
struct Lines<'a> {
    label: &'a Label,
    layout: &'a TextLayout,
    column: bool,
    lines: Vec<LabelLine<'a>>,
}

struct LabelLine<'a> {
    line: &'a TextLine,
    /// Clusters with their middles, from `start`.
    clusters: Vec<(std::ops::Range<usize>, f64)>,
    /// Where it begins, from the label's place, in device pixels.
    start: f64,
}

impl<'a> Lines<'a> {
    fn of(label: &'a Label, along: &Along, column: bool) -> Self {
        let layout = label.form(column);
        // Both forms are centred in the same way.
        let left = along.origin[0] + f64::from(label.layout.width - layout.width) * label.size * along.share[0];
        let lines = layout.lines.iter().map(|line| LabelLine {
            line,
            clusters: clusters(layout.glyphs.get(line.glyphs.clone()).unwrap_or(&[])),
            start: left + f64::from(layout.width - line.width) * label.size * along.justify,
        });
        Self { label, layout, column, lines: lines.collect() }
    }

    /// Middles of the first and the last cluster, from the label's place.
    fn extremes(&self) -> [f64; 2] {
        let em = self.label.size;
        let middles = || self.lines.iter().flat_map(|l| l.clusters.iter().map(move |(_, m)| l.start + m * em));
        [middles().fold(f64::INFINITY, f64::min), middles().fold(f64::NEG_INFINITY, f64::max)]
    }

    fn ends(&self, on: &OnLine<'_>, along: &Along) -> Option<(Spot, Spot)> {
        let [first, last] = self.extremes();
        let [shift, aside] = along.line_offset;
        if !first.is_finite() {
            return None;
        }
        Some((on.spot(first + shift, aside, false, None)?, on.spot(last + shift, aside, false, None)?))
    }

    fn discs(&self, on: &OnLine<'_>, along: &Along) -> Vec<Shape> {
        let [shift, aside] = along.line_offset;
        discs(self.label, on, self.extremes().map(|v| v + shift), aside, along.padding)
    }

    fn laid(&self, on: &OnLine<'_>, along: &Along, flip: bool, shapes: Vec<Shape>) -> Option<Curved> {
        let em = self.label.size;
        let [shift, aside] = along.line_offset;
        let top = along.origin[1] + f64::from(self.label.layout.height - self.layout.height) * em * along.share[1];
        let place = |start: f64, middle: f64, [x, y]: [f64; 2], pivot: f64, upright: bool| {
            let spot = on.spot(start + middle + if flip { -shift } else { shift }, aside, flip, None)?;
            let angle = if along.turning { spot.angle } else { 0.0 };
            let (sin, cos) = angle.sin_cos();
            // Glyphs that are turned besides turn about their ascender line.
            let (turn_sin, turn_cos) = along.rotate.sin_cos();
            let (x, down) = (x - middle, y - pivot);
            let (x, y) = (x * turn_cos - down * turn_sin, top + pivot + x * turn_sin + down * turn_cos);
            let origin = [spot.at[0] + x * cos - y * sin, spot.at[1] + x * sin + y * cos];
            Some((origin, angle + along.rotate - stood_up(upright)))
        };
        let mut glyphs = Vec::with_capacity(self.layout.glyphs.len());
        let mut inlines = Vec::new();
        for LabelLine { line, clusters, start } in &self.lines {
            for (range, middle) in clusters {
                for i in range.clone().map(|i| line.glyphs.start + i) {
                    let Some(g) = self.layout.glyphs.get(i) else { continue };
                    let at = [f64::from(g.x) * em, f64::from(g.y) * em];
                    let (origin, angle) =
                        place(*start, middle * em, at, at[1] - f64::from(ASCENDER * g.scale) * em, g.upright)?;
                    glyphs.push(Standing { glyph: i, origin, angle });
                }
            }
            for i in line.images.clone() {
                let Some(inline) = self.layout.images.get(i) else { continue };
                let [x, y] = [inline.x, inline.y].map(|v| f64::from(v) * em);
                let middle = x + f64::from(inline.size[0]) / 2.0 * em;
                let (origin, angle) = place(*start, middle, [x, y], y, inline.upright)?;
                inlines.push(Standing { glyph: i, origin, angle });
            }
        }
        Some(Curved { column: self.column, glyphs, inlines, shapes })
    }
}

/// Discs that cover the path of a label, a little apart.
fn discs(label: &Label, on: &OnLine<'_>, [first, last]: [f64; 2], aside: f64, padding: f64) -> Vec<Shape> {
    // At least 10 of MapLibre's 24 units high.
    let radius = f64::from(label.layout.height).max(10.0 / 24.0) * label.size / 2.0 + padding;
    let mut path = Vec::new();
    if let Some(spot) = on.spot(first, aside, false, Some(&mut path)) {
        path.push(spot.at);
        path.reverse();
    }
    if aside == 0.0 {
        path.push(on.anchor.at);
    }
    let mut forward = Vec::new();
    if let Some(spot) = on.spot(last, aside, false, Some(&mut forward)) {
        path.extend(forward);
        path.push(spot.at);
    }
    let length = super::anchors::length(&path);
    let padded = length + radius * 0.5;
    let count = if length <= radius * 0.5 { 1 } else { (padded / (radius * 2.5)).ceil() as usize + 1 };
    (0..count.min(MAX_DISCS))
        .map(|i| {
            let t = if count > 1 { i as f64 / (count - 1) as f64 } else { 0.5 };
            // The ends stand in by a quarter of the radius.
            Shape::Disc(point_at(&path, (t * padded - radius * 0.25).clamp(0.0, length)), radius)
        })
        .collect()
}

/// Discs a label may have: a bound for absurd sizes.
const MAX_DISCS: usize = 256;

fn point_at(path: &[[f64; 2]], along: f64) -> [f64; 2] {
    let mut left = along;
    for pair in path.windows(2) {
        let &[a, b] = pair else { continue };
        let step = distance(a, b);
        if left <= step && step > 0.0 {
            let t = left / step;
            return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
        }
        left -= step;
    }
    path.last().copied().unwrap_or([0.0; 2])
}
