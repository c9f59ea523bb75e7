//! Cuts one feature to one tile.

use super::{
    feature::{EXTENT, GeoJsonFeature, GeoJsonShape},
    used_values::UsedValues,
};
use crate::{
    deadline::checkpoint,
    render::{
        geometry::{Lines, Rect, clip_ring, clip_segment, distance, length, signed_area},
        input::{FeatureContent, RawFeature},
    },
    tile::TileId,
};

/// The part of `feature` within the tile and its buffer, in units; `None` where there is none.
pub(super) fn cut(
    feature: &GeoJsonFeature,
    tile: TileId,
    buffer: f64,
    values: &mut UsedValues<'_>,
) -> Option<RawFeature<'static>> {
    checkpoint(10);
    let (mut lines, mut spans) = (Lines::default(), Vec::new());
    let area = Rect { lo: [-buffer; 2], hi: [EXTENT + buffer; 2] };
    // Features that cross the antimeridian are visible on both sides.
    for wrap in [-1.0, 0.0, 1.0] {
        let side = EXTENT * f64::from(tile.across());
        let origin = [f64::from(tile.x()) * EXTENT, f64::from(tile.y()) * EXTENT];
        let units = |p: &[f64; 2]| [(p[0] + wrap) * side - origin[0], p[1] * side - origin[1]];
        if !area.misses_all(&feature.bounds.each_ref().map(units)) {
            part(&feature.shape, &units, &area, &mut lines, &mut spans);
        }
    }
    if lines.is_empty() {
        return None;
    }
    let content = FeatureContent::Plain { tags: values.tags(&feature.tags), lines, spans };
    Some(RawFeature { id: feature.id.clone(), kind: feature.shape.kind(), content })
}

fn part(
    shape: &GeoJsonShape,
    units: &dyn Fn(&[f64; 2]) -> [f64; 2],
    area: &Rect,
    out: &mut Lines,
    spans: &mut Vec<[f64; 2]>,
) {
    let whole = |p: [f64; 2]| p.map(f64::round);
    match shape {
        GeoJsonShape::Points(points) => {
            for p in points.iter().map(units) {
                checkpoint(1);
                if !area.misses_all(&[p]) {
                    out.line([whole(p)]);
                }
            }
        }
        GeoJsonShape::Lines(lines) => {
            for line in lines {
                let line: Vec<_> = line.iter().map(units).collect();
                clip_line(&line, area, out, spans);
            }
        }
        GeoJsonShape::Polygons(polygons) => {
            let mut spare = Vec::new();
            for polygon in polygons {
                for (i, ring) in polygon.iter().enumerate() {
                    let mut ring: Vec<_> = ring.iter().map(units).collect();
                    if area.misses_all(&ring) {
                        continue;
                    }
                    if ring.first() == ring.last() {
                        ring.pop();
                    }
                    clip_ring(&mut ring, area, &mut spare);
                    if ring.len() < 3 {
                        continue;
                    }
                    // Exterior rings get one winding order and holes the other, whatever the file has.
                    if (signed_area(&ring) > 0.0) == (i == 0) {
                        out.line(ring.into_iter().map(whole));
                    } else {
                        // The first vertex stays the first, because labels along the ring are counted from it.
                        let first = ring.first().copied();
                        out.line(first.into_iter().chain(ring.into_iter().skip(1).rev()).map(whole));
                    }
                }
            }
        }
    }
}

/// Writes the parts of `line` inside `area` into `out` (Liang & Barsky per segment), and the start and end of each part
/// as fractions (0 to 1) of the line into `spans`.
fn clip_line(line: &[[f64; 2]], area: &Rect, out: &mut Lines, spans: &mut Vec<[f64; 2]>) {
    let whole = |p: [f64; 2]| p.map(f64::round);
    let total = length(line).max(f64::MIN_POSITIVE);
    let mut open = false;
    let mut way = 0.0;
    for pair in line.windows(2) {
        checkpoint(3);
        let [a, b] = pair else { continue };
        let here = way;
        let long = distance(*a, *b);
        way += long;
        let Some(part) = clip_segment(*a, *b, area) else {
            out.end();
            open = false;
            continue;
        };
        let (from, to) = (part.from, part.to);
        let at = |t: f64| whole([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
        let progress = |t: f64| (here + long * t) / total;
        if !open || from > 0.0 {
            out.end();
            out.push(at(from));
            spans.push([progress(from), progress(to)]);
        }
        out.push(at(to));
        if let Some(span) = spans.last_mut() {
            span[1] = progress(to);
        }
        open = to >= 1.0;
        if !open {
            out.end();
        }
    }
    out.end();
}
