//! Labels along lines.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use super::{
    detector::LabelDetector,
    finder::Finder,
    found::{FoundGlyph, FoundLabel, united},
    line::{LabelLine, LineGlyph},
    path_walk::PathWalk,
};
use crate::{
    render::geometry::{Lines, Rect, shifted},
    style::symbolizer::{HorizontalAlignment, LabelUpright},
};

/// The label at a position of a line, if it has room; its boxes are taken.
pub(super) fn find(
    finder: &Finder<'_, '_>,
    walk: &PathWalk,
    upright: LabelUpright,
    cell: &Rect,
    detector: &mut LabelDetector,
) -> Option<FoundLabel> {
    let direction = direction(upright, walk.angle(0.0));
    let mut attempt = Attempt::at(finder, walk, direction, cell, detector)?;
    let half = finder.layout.text.encode_utf16().count() / 2;
    let is_turned = attempt.upside_down > half;
    match upright {
        LabelUpright::Auto if is_turned => attempt = Attempt::at(finder, walk, -direction, cell, detector)?,
        LabelUpright::AutoDown if !is_turned => attempt = Attempt::at(finder, walk, -direction, cell, detector)?,
        LabelUpright::LeftOnly | LabelUpright::RightOnly if is_turned => return None,
        _ => {}
    }
    attempt.boxes.iter().for_each(|bounds| detector.take(*bounds, Some(&finder.layout.text)));
    let bounds = united(&attempt.boxes)?;
    let layout = finder.layout.clone();
    Some(FoundLabel { layout, glyphs: attempt.glyphs, image: None, at: walk.at(), bounds })
}

/// 1 for letters in the direction of the line, -1 for the opposite direction.
fn direction(upright: LabelUpright, angle: f64) -> f64 {
    let is_back = wrapped(angle).abs() > FRAC_PI_2;
    let is_left = match upright {
        LabelUpright::Auto => is_back,
        LabelUpright::AutoDown => wrapped(angle).abs() < FRAC_PI_2,
        LabelUpright::Left | LabelUpright::LeftOnly => true,
        LabelUpright::Right | LabelUpright::RightOnly => false,
    };
    if is_left { -1.0 } else { 1.0 }
}

/// An attempt to set letters along a line.
#[derive(Default)]
struct Attempt {
    glyphs: Vec<FoundGlyph>,
    boxes: Vec<[f64; 4]>,
    /// Number of glyphs that are upside down.
    upside_down: usize,
}

impl Attempt {
    fn at(
        finder: &Finder<'_, '_>,
        walk: &PathWalk,
        direction: f64,
        cell: &Rect,
        detector: &LabelDetector,
    ) -> Option<Self> {
        let layout = &finder.layout;
        let mut attempt = Self::default();
        let longest =
            layout.lines.iter().map(|line| (line.glyphs_width, line.gaps)).reduce(|a, b| if b.0 > a.0 { b } else { a });
        let adjusted = match (layout.horizontal, longest) {
            (HorizontalAlignment::Adjust, Some((width, gaps))) if gaps > 0 => {
                Some((walk.length() - width) / gaps as f64)
            }
            _ => None,
        };
        let mut offset = layout.displacement[1] - direction * layout.height / 2.0;
        for (index, line) in layout.lines.iter().enumerate() {
            let height = layout.line_height(index);
            // Letters are centered on their line.
            offset += direction * height / 2.0;
            let whole = adjusted
                .map_or(layout.width, |gap| longest.map_or(layout.width, |(width, gaps)| width + gap * gaps as f64));
            let mut path = beside(walk, offset, direction * whole)?;
            let width = adjusted.map_or(line.width, |gap| line.glyphs_width + gap * line.gaps as f64);
            if !path.advance(direction * layout.start(width) - layout.alignment[0]) {
                return None;
            }
            let view = finder.feature.frame.view;
            let fits =
                |bounds| view.allows_label(bounds) && finder.rules.allow(bounds, &layout.text, true, cell, detector);
            attempt.set((line, finder.rules.max_angle), &mut path, direction, adjusted, fits)?;
            offset += direction * height / 2.0;
        }
        Some(attempt)
    }

    /// Sets the letters of one line; `None` if the path ends or bends too much (`limit`), or if a letter does not fit.
    fn set(
        &mut self,
        (line, limit): (&LabelLine, f64),
        path: &mut PathWalk,
        direction: f64,
        adjusted: Option<f64>,
        fits: impl Fn([f64; 4]) -> bool,
    ) -> Option<()> {
        let mut before: Option<f64> = None;
        let (mut cluster_width, mut spacing) = (0.0, 0.0);
        for cluster in line.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            let first = cluster.first()?;
            let by = direction * (cluster_width + spacing);
            let moved = if adjusted.is_some() { path.advance(by) } else { path.advance_straight(by) };
            if !moved {
                return None;
            }
            spacing = adjusted.unwrap_or(first.spacing);
            cluster_width = first.cluster_width;
            // Counterclockwise.
            let angle = -wrapped(path.angle(direction * cluster_width));
            if limit > 0.0 && before.is_some_and(|before| wrapped(angle - before).abs() > limit) {
                return None;
            }
            before = Some(angle);
            let known = self.boxes.len();
            self.set_cluster(cluster, path.at(), angle, line.char_height);
            if !self.boxes.iter().skip(known).all(|bounds| fits(*bounds)) {
                return None;
            }
        }
        Some(())
    }

    fn set_cluster(&mut self, cluster: &[LineGlyph], at: [f64; 2], angle: f64, char_height: f64) {
        let (sin, cos) = angle.sin_cos();
        let mut pen = [at[0] + char_height / 2.0 * sin, at[1] + char_height / 2.0 * cos];
        for glyph in cluster {
            self.upside_down += usize::from(angle.abs() > FRAC_PI_2);
            // With `y` up; only the vertical part of the shift counts.
            let corner = |x: f64, y: f64| {
                let y = y + glyph.shift[1];
                [pen[0] + x * cos - y * sin, pen[1] - x * sin - y * cos]
            };
            let width = if glyph.advance <= 0.0 { -glyph.cluster_width } else { glyph.cluster_width };
            let [top, bottom] = glyph.heights;
            let corners = [corner(0.0, top), corner(width, top), corner(width, bottom), corner(0.0, bottom)];
            self.boxes.extend(united(&corners.map(|[x, y]| [x, y, x, y])));
            let [dx, dy] = glyph.shift;
            let at = [pen[0] + dx * cos - dy * sin, pen[1] - dx * sin - dy * cos];
            self.glyphs.push(FoundGlyph {
                face: glyph.face,
                glyph: glyph.glyph,
                format: glyph.format,
                at,
                rotation: angle,
            });
            pen = [pen[0] + cos * glyph.advance, pen[1] - sin * glyph.advance];
        }
    }
}

/// The position on the line at `offset` beside the line: the middle of a label of `width` is as far along the other line
/// in relation to its length. The width is negative for labels against the direction of the line.
fn beside(walk: &PathWalk, offset: f64, width: f64) -> Option<PathWalk> {
    if offset.abs() < 0.01 {
        return Some(walk.clone());
    }
    let mut lines = Lines::default();
    shifted(&walk.vertices(), false, offset, &mut lines);
    let mut path = PathWalk::of(lines.points())?;
    let along = (walk.walked() + width / 2.0) * path.length() / walk.length() - width / 2.0;
    path.advance(along.clamp(0.0, path.length())).then_some(path)
}

fn wrapped(angle: f64) -> f64 {
    (angle + PI).rem_euclid(TAU) - PI
}
