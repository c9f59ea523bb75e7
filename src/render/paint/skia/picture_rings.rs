//! The rings that the shapes of a vector picture cover.

use crate::{
    image::vector::{
        OutlineStep, VectorCap, VectorJoin, VectorShape,
        matrix::{applied, growth, scale, then},
    },
    render::geometry::{Lines, Pen, PenStyle, cubic, cut_into_dashes, quadratic},
    style::symbolizer::{StrokeCap, StrokeJoin},
};

/// The rings of the filling. `transform` leads from the shape to pixels.
pub(super) fn filled(shape: &VectorShape, transform: [f64; 6]) -> Lines {
    let mut rings = Lines::default();
    for (points, _) in flattened(&shape.outline, transform) {
        rings.line(points);
    }
    rings
}

/// The rings of the stroke. As in Mapnik, it is drawn in units of the shape and then transformed.
pub(super) fn stroked(shape: &VectorShape, transform: [f64; 6]) -> Lines {
    let by = growth(transform);
    let mut rings = Lines::default();
    if !by.is_normal() || shape.stroke_width <= 0.0 {
        return rings;
    }
    let style = PenStyle {
        width: shape.stroke_width * by,
        cap: match shape.cap {
            VectorCap::Butt => StrokeCap::Butt,
            VectorCap::Round => StrokeCap::Round,
            VectorCap::Square => StrokeCap::Square,
        },
        join: match shape.join {
            VectorJoin::Miter => StrokeJoin::Miter,
            VectorJoin::Round => StrokeJoin::Round,
            VectorJoin::Bevel => StrokeJoin::Bevel,
        },
        miter_limit: shape.miter_limit,
    };
    let mut pen = Pen::default();
    let mut dashes: Vec<f64> = shape.dashes.iter().map(|v| v * by).collect();
    if !dashes.len().is_multiple_of(2) {
        dashes.extend_from_within(..);
    }
    for (points, closed) in flattened(&shape.outline, scale(by, by)) {
        if dashes.is_empty() {
            pen.outline(&points, closed, &style, &mut rings);
            continue;
        }
        let mut pieces = Lines::default();
        cut_into_dashes(&points, closed, &dashes, &mut pieces);
        pieces.iter().for_each(|piece| pen.outline(piece, false, &style, &mut rings));
    }
    let back = then(scale(1.0 / by, 1.0 / by), transform);
    let mut out = Lines::default();
    rings.iter().for_each(|ring| out.line(ring.iter().map(|p| applied(back, *p))));
    out
}

/// The parts of an outline as lines, and whether each is closed.
fn flattened(outline: &[OutlineStep], transform: [f64; 6]) -> Vec<(Vec<[f64; 2]>, bool)> {
    let place = |p: [f64; 2]| applied(transform, p);
    let mut parts: Vec<(Vec<[f64; 2]>, bool)> = Vec::new();
    for step in outline {
        if let OutlineStep::Move(p) = *step {
            parts.push((vec![place(p)], false));
            continue;
        }
        let Some((points, closed)) = parts.last_mut() else { continue };
        let Some(at) = points.last().copied() else { continue };
        match *step {
            OutlineStep::Move(_) => {}
            OutlineStep::Line(p) => points.push(place(p)),
            OutlineStep::Quad([c, p]) => quadratic([at, place(c), place(p)], points),
            OutlineStep::Cubic([c, d, p]) => cubic([at, place(c), place(d), place(p)], points),
            OutlineStep::Close => *closed = true,
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stroke_of_a_square_is_a_frame() {
        let corners = [[4.0, 0.0], [4.0, 4.0], [0.0, 4.0]].map(OutlineStep::Line);
        let outline = [OutlineStep::Move([0.0; 2])].into_iter().chain(corners).chain([OutlineStep::Close]).collect();
        let shape = VectorShape { outline, ..VectorShape::default() };
        let rings = stroked(&shape, [2.0, 0.0, 0.0, 2.0, 10.0, 10.0]);
        assert_eq!((rings.iter().len(), rings.bounds()), (2, Some(([9.0, 9.0], [19.0, 19.0]))));
    }
}
