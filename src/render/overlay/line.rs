//! Lines and outlines of areas.

use super::{projection::Projection, shape::shape};
use crate::{
    overlay::{LineLook, LineMark},
    render::{
        display::DisplayItem,
        geometry::{FillRule, Lines, Pen, PenStyle, clip_line, clip_ring, cut_into_dashes},
    },
};

/// Maximum length of a pointed corner, in half widths.
const MITER_LIMIT: f64 = 4.0;

/// Appends the items of `line`.
pub(super) fn add(line: &LineMark, on: &Projection, items: &mut Vec<DisplayItem>) {
    let reach = line.looks.iter().map(|look| look.width).fold(0.0, f64::max) * on.ratio * MITER_LIMIT;
    for copy in on.copies(&line.lines, reach + 2.0) {
        add_looks(&copy, false, &line.looks, on, items);
    }
}

/// Appends strokes along `lines`, which are rings if `closed`.
pub(super) fn add_looks(
    lines: &[Vec<[f64; 2]>],
    closed: bool,
    looks: &[LineLook],
    on: &Projection,
    items: &mut Vec<DisplayItem>,
) {
    for look in looks.iter().filter(|look| look.is_visible()) {
        let pen = PenStyle { width: look.width * on.ratio, cap: look.cap, join: look.join, miter_limit: MITER_LIMIT };
        let rings = outlines(lines, closed, look, &pen, on);
        if rings.is_empty() {
            continue;
        }
        items.push(shape(rings, FillRule::NonZero, look.color, on.clip));
    }
}

/// The rings that the strokes cover. Only what is near the picture is stroked.
fn outlines(lines: &[Vec<[f64; 2]>], closed: bool, look: &LineLook, pen: &PenStyle, on: &Projection) -> Lines {
    let near = on.near(pen.reach() + 16.0);
    let dashes: Vec<f64> = look.dashes.iter().map(|length| length * on.ratio).collect();
    let (mut stroker, mut rings, mut spare) = (Pen::default(), Lines::default(), Vec::new());
    let mut stroke = |line: &[[f64; 2]]| {
        if dashes.is_empty() {
            stroker.outline(line, closed, pen, &mut rings);
            return;
        }
        let mut cut = Lines::default();
        cut_into_dashes(line, closed, &dashes, &mut cut);
        cut.iter().for_each(|dash| stroker.outline(dash, false, pen, &mut rings));
    };
    for line in lines {
        if closed {
            let mut ring = without_closing(line).to_vec();
            clip_ring(&mut ring, &near, &mut spare);
            stroke(&ring);
        } else {
            clip_line(line, &near).iter().for_each(|part| stroke(part));
        }
    }
    rings
}

/// A ring without its last vertex if that is the first one again.
pub(super) fn without_closing(ring: &[[f64; 2]]) -> &[[f64; 2]] {
    match ring {
        [first, rest @ .., last] if !rest.is_empty() && first == last => {
            ring.split_last().map_or(ring, |(_, before)| before)
        }
        _ => ring,
    }
}
