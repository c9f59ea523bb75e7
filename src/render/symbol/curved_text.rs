//! Text along lines, after MapLibre's `projection.ts` and `collision_index.ts`, for a flat map.

use super::{
    collision::CollisionShape,
    label::Label,
    line_walk::{LinePoint, OnLine},
    placed::{CurvedGlyph, CurvedText, column_turn},
};
use crate::{
    deadline::checkpoint,
    render::geometry::{distance, length},
    text::{ASCENDER, PositionedGlyph, TextLayout, TextLine},
};

/// How a label is laid out along a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Along {
    /// Left and top of the text box relative to its position on the line, in device pixels.
    pub origin: [f64; 2],
    /// Offset of that position from the anchor: along the line, and to its right.
    pub line_offset: [f64; 2],
    /// The fractions of the box that are left of and above its position.
    pub share: [f64; 2],
    /// The fraction of a short line's free space that is left of it.
    pub justify: f64,
    /// Whether a label that would be upside down is flipped.
    pub upright: bool,
    /// Whether glyphs rotate with the line.
    pub turning: bool,
    /// Additional clockwise rotation of each glyph, in radians.
    pub rotate: f64,
    /// Added to the radius of the collision discs.
    pub padding: f64,
}

/// Lays out `label` along the line; `None` if the line is too short.
pub(super) fn curve(label: &Label, on: &OnLine<'_>, along: &Along) -> Option<CurvedText> {
    let lines = TextAlong::of(label, along, false);
    let (a, b) = lines.ends(on, along)?;
    // The extent of the horizontal layout decides whether a label is written vertically.
    if along.upright && label.column.is_some() && (b.at[1] - a.at[1]).abs() > (b.at[0] - a.at[0]).abs() {
        let column = TextAlong::of(label, along, true);
        let (a, b) = column.ends(on, along)?;
        let shapes = lines.discs(on, along);
        return column.laid(on, along, a.at[1] > b.at[1], shapes);
    }
    let leftwards = if a.at == b.at { a.angle.cos() < -1e-9 } else { a.at[0] > b.at[0] };
    lines.laid(on, along, along.upright && leftwards, lines.discs(on, along))
}

/// A label during layout along a line.
struct TextAlong<'a> {
    label: &'a Label,
    layout: &'a TextLayout,
    column: bool,
    lines: Vec<LineAlong<'a>>,
}

/// One line of the text.
struct LineAlong<'a> {
    line: &'a TextLine,
    /// Clusters with their middles, relative to `start`.
    clusters: Vec<(std::ops::Range<usize>, f64)>,
    /// Start relative to the label's position, in device pixels.
    start: f64,
}

impl<'a> TextAlong<'a> {
    fn of(label: &'a Label, along: &Along, column: bool) -> Self {
        let layout = label.form(column);
        // Both layouts are aligned in the same way.
        let left = along.origin[0] + f64::from(label.layout.width - layout.width) * label.size * along.share[0];
        let lines = layout.lines.iter().map(|line| LineAlong {
            line,
            clusters: clusters(layout.glyphs.get(line.glyphs.clone()).unwrap_or(&[])),
            start: left + f64::from(layout.width - line.width) * label.size * along.justify,
        });
        Self { label, layout, column, lines: lines.collect() }
    }

    /// The middles of the first and the last cluster, relative to the label's position.
    fn extremes(&self) -> [f64; 2] {
        let em = self.label.size;
        let middles = || self.lines.iter().flat_map(|l| l.clusters.iter().map(move |(_, m)| l.start + m * em));
        [middles().fold(f64::INFINITY, f64::min), middles().fold(f64::NEG_INFINITY, f64::max)]
    }

    fn ends(&self, on: &OnLine<'_>, along: &Along) -> Option<(LinePoint, LinePoint)> {
        let [first, last] = self.extremes();
        let [shift, aside] = along.line_offset;
        if !first.is_finite() {
            return None;
        }
        Some((on.point(first + shift, aside, false, None)?, on.point(last + shift, aside, false, None)?))
    }

    fn discs(&self, on: &OnLine<'_>, along: &Along) -> Vec<CollisionShape> {
        let [shift, aside] = along.line_offset;
        discs(self.label, on, self.extremes().map(|v| v + shift), aside, along.padding)
    }

    fn laid(&self, on: &OnLine<'_>, along: &Along, flip: bool, shapes: Vec<CollisionShape>) -> Option<CurvedText> {
        let em = self.label.size;
        let [shift, aside] = along.line_offset;
        let top = along.origin[1] + f64::from(self.label.layout.height - self.layout.height) * em * along.share[1];
        let place = |start: f64, middle: f64, [x, y]: [f64; 2], pivot: f64, upright: bool| {
            let spot = on.point(start + middle + if flip { -shift } else { shift }, aside, flip, None)?;
            let angle = if along.turning { spot.angle } else { 0.0 };
            let (sin, cos) = angle.sin_cos();
            // Glyphs are rotated about their ascender line.
            let (turn_sin, turn_cos) = along.rotate.sin_cos();
            let (x, down) = (x - middle, y - pivot);
            let (x, y) = (x * turn_cos - down * turn_sin, top + pivot + x * turn_sin + down * turn_cos);
            let origin = [spot.at[0] + x * cos - y * sin, spot.at[1] + x * sin + y * cos];
            Some((origin, angle + along.rotate - column_turn(upright)))
        };
        let mut glyphs = Vec::with_capacity(self.layout.glyphs.len());
        let mut inlines = Vec::new();
        for LineAlong { line, clusters, start } in &self.lines {
            for (range, middle) in clusters {
                for i in range.clone().map(|i| line.glyphs.start + i) {
                    let Some(g) = self.layout.glyphs.get(i) else { continue };
                    let at = [f64::from(g.x) * em, f64::from(g.y) * em];
                    let (origin, angle) =
                        place(*start, middle * em, at, at[1] - f64::from(ASCENDER * g.scale) * em, g.upright)?;
                    glyphs.push(CurvedGlyph { index: i, origin, angle });
                }
            }
            for i in line.images.clone() {
                let Some(inline) = self.layout.images.get(i) else { continue };
                let [x, y] = [inline.x, inline.y].map(|v| f64::from(v) * em);
                let middle = x + f64::from(inline.size[0]) / 2.0 * em;
                let (origin, angle) = place(*start, middle, [x, y], y, inline.upright)?;
                inlines.push(CurvedGlyph { index: i, origin, angle });
            }
        }
        Some(CurvedText { column: self.column, glyphs, inlines, shapes })
    }
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

/// Discs at short distances that cover the path of a label.
fn discs(label: &Label, on: &OnLine<'_>, [first, last]: [f64; 2], aside: f64, padding: f64) -> Vec<CollisionShape> {
    // At least 10 of MapLibre's 24 units high.
    let radius = f64::from(label.layout.height).max(10.0 / 24.0) * label.size / 2.0 + padding;
    let mut path = Vec::new();
    if let Some(spot) = on.point(first, aside, false, Some(&mut path)) {
        path.push(spot.at);
        path.reverse();
    }
    if aside == 0.0 {
        path.push(on.anchor.at);
    }
    let mut forward = Vec::new();
    if let Some(spot) = on.point(last, aside, false, Some(&mut forward)) {
        path.extend(forward);
        path.push(spot.at);
    }
    let length = length(&path);
    let padded = length + radius * 0.5;
    let count = if length <= radius * 0.5 { 1 } else { (padded / (radius * 2.5)).ceil() as usize + 1 };
    (0..count.min(MAX_DISCS))
        .map(|i| {
            let t = if count > 1 { i as f64 / (count - 1) as f64 } else { 0.5 };
            // The ends are moved inwards by a quarter of the radius.
            CollisionShape::Disc(point_at(&path, (t * padded - radius * 0.25).clamp(0.0, length)), radius)
        })
        .collect()
}

/// Maximum number of discs of a label, as a bound for extreme sizes.
const MAX_DISCS: usize = 256;

fn point_at(path: &[[f64; 2]], along: f64) -> [f64; 2] {
    checkpoint(path.len());
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
