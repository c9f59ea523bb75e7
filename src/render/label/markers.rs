//! `MarkersSymbolizer`.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use super::{
    along::{Spread, along},
    feature::LabelFeature,
    interior::interior,
    marker_image::MarkerImage,
    placing::Placing,
    positions::{centroid, common_centroid, largest, middle},
};
use crate::{
    image::vector::matrix::applied,
    render::{
        display::{DisplayItem, DisplayList},
        geometry::{Lines, pole_of_inaccessibility, polygons, shifted, signed_area, smoothed},
    },
    style::{
        Compositing,
        expression::GeometryKind,
        symbolizer::{MarkerDirection, MarkerParts, MarkerPlacement, MarkersSymbolizer, PathShape},
    },
};

/// Places the markers of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &MarkersSymbolizer, placing: &mut Placing<'_>) {
    let Some(image) = MarkerImage::of_markers(feature, symbolizer) else { return };
    let context = &feature.context;
    let geometry = shaped(feature, &symbolizer.shape);
    let mut marking = Marking {
        feature,
        image: &image,
        placing,
        placement: symbolizer.placement.get(context),
        direction: symbolizer.direction.get(context),
        opacity: symbolizer.opacity.get(context),
        allow_overlap: symbolizer.allow_overlap.get(context),
        ignore_placement: symbolizer.ignore_placement.get(context),
        avoid_edges: symbolizer.avoid_edges.get(context),
        items: Vec::new(),
    };
    marking.mark(symbolizer, &geometry);
    let (items, blend) = (std::mem::take(&mut marking.items), symbolizer.blend);
    if !items.is_empty() {
        let each = |item| move |list: &mut DisplayList| list.items.push(item);
        for item in items {
            placing.list.in_group(Compositing { opacity: 1.0, blend }, each(item));
        }
    }
}

/// The geometry with the changes that a symbolizer makes to it.
fn shaped(feature: &LabelFeature<'_, '_>, shape: &PathShape) -> Lines {
    let (context, ratio) = (&feature.context, feature.ratio());
    let mut lines = feature.geometry();
    if let Some(transform) = &shape.transform {
        let [a, b, c, d, e, f] = transform.matrix(context);
        let matrix = [a, b, c, d, e * ratio, f * ratio];
        lines = changed(&lines, |line, out| out.line(line.iter().map(|p| applied(matrix, *p))));
    }
    let closed = feature.kind == GeometryKind::Polygon;
    let (smooth, offset) = (shape.smooth.get(context), shape.offset.get(context) * ratio);
    if feature.kind != GeometryKind::Point && smooth > 0.0 {
        lines = changed(&lines, |line, out| smoothed(line, closed, smooth, out));
    }
    if feature.kind != GeometryKind::Point && offset != 0.0 {
        lines = changed(&lines, |line, out| shifted(line, closed, offset, out));
    }
    lines
}

fn changed(lines: &Lines, mut change: impl FnMut(&[[f64; 2]], &mut Lines)) -> Lines {
    let mut out = Lines::default();
    lines.iter().for_each(|line| change(line, &mut out));
    out
}

/// The markers of one feature under way.
struct Marking<'m, 't, 'a, 'p> {
    feature: &'m LabelFeature<'t, 'a>,
    image: &'m MarkerImage,
    placing: &'m mut Placing<'p>,
    placement: MarkerPlacement,
    direction: MarkerDirection,
    opacity: f64,
    allow_overlap: bool,
    ignore_placement: bool,
    avoid_edges: bool,
    items: Vec<DisplayItem>,
}

impl Marking<'_, '_, '_, '_> {
    fn mark(&mut self, symbolizer: &MarkersSymbolizer, geometry: &Lines) {
        let lines: Vec<&[[f64; 2]]> = geometry.iter().collect();
        let areas = if self.feature.kind == GeometryKind::Polygon { polygons(geometry) } else { Vec::new() };
        let is_area = self.feature.kind == GeometryKind::Polygon;
        let count = if is_area { areas.len() } else { lines.len() };
        let policy = symbolizer.parts.get(&self.feature.context);
        use MarkerPlacement::{Interior, Point, Polylabel};
        if count > 1 && policy == MarkerParts::Whole && self.placement == Point {
            if let Some(at) = common_centroid(&lines, is_area) {
                self.put(at, 0.0);
            }
        } else if count > 1 && policy == MarkerParts::Largest && matches!(self.placement, Point | Interior | Polylabel)
        {
            if let Some(area) = largest(areas) {
                self.mark_part(symbolizer, &area);
            }
        } else if is_area {
            areas.iter().for_each(|area| self.mark_part(symbolizer, area));
        } else {
            lines.iter().for_each(|line| self.mark_part(symbolizer, &[line]));
        }
    }

    /// Marks a point, a line or an area with holes.
    fn mark_part(&mut self, symbolizer: &MarkersSymbolizer, rings: &[&[[f64; 2]]]) {
        let Some(line) = rings.first().copied() else { return };
        let Some(first) = line.first().copied() else { return };
        let kind = self.feature.kind;
        if kind == GeometryKind::Point {
            self.put(first, 0.0);
            return;
        }
        let is_area = kind == GeometryKind::Polygon;
        match self.placement {
            MarkerPlacement::AngledPoint if !is_area => {
                if let Some((at, angle)) = middle(line) {
                    self.put_turned(at, angle);
                }
            }
            MarkerPlacement::Line => self.mark_along(symbolizer, &path(line, is_area, true)),
            MarkerPlacement::VertexFirst => {
                if let [first, next, ..] = path(line, is_area, true)[..] {
                    self.put_turned(first, (next[1] - first[1]).atan2(next[0] - first[0]));
                }
            }
            MarkerPlacement::VertexLast => {
                if let [.., before, end] = path(rings.last().unwrap_or(&line), is_area, rings.len() == 1)[..] {
                    self.put_turned(end, (end[1] - before[1]).atan2(end[0] - before[0]));
                }
            }
            placement => {
                let at = match placement {
                    _ if !is_area => middle(line).map(|(at, _)| at),
                    MarkerPlacement::Interior => interior(rings, self.feature.ratio()),
                    MarkerPlacement::Polylabel => pole_of_inaccessibility(rings, self.feature.ratio()),
                    _ => centroid(rings),
                };
                if let Some(at) = at {
                    self.put(at, 0.0);
                }
            }
        }
    }

    fn mark_along(&mut self, symbolizer: &MarkersSymbolizer, line: &[[f64; 2]]) {
        let (context, ratio) = (&self.feature.context, self.feature.ratio());
        let spacing = symbolizer.spacing.get(context) * ratio;
        let spacing = if spacing < 1.0 { 100.0 } else { spacing };
        let first = symbolizer.spacing_offset.as_ref().map_or(spacing / 2.0, |it| it.get(context).max(0.0));
        let tolerance = spacing * symbolizer.max_error.get(context);
        let spread = Spread { spacing, first, tolerance, width: self.image.width() };
        along(line, spread, |at, angle| self.put_turned(at, angle));
    }

    /// Places one marker that looks along a line.
    fn put_turned(&mut self, at: [f64; 2], angle: f64) -> bool {
        turned(self.direction, angle).is_some_and(|angle| self.put(at, angle))
    }

    /// Places one marker. `false` if there is no room; markers in other tiles count as placed.
    fn put(&mut self, at: [f64; 2], angle: f64) -> bool {
        let Some(cell) = self.feature.cells.owner(at) else { return true };
        let bounds = self.image.bounds_at(at, angle);
        let is_within =
            bounds[0] >= cell.lo[0] && bounds[1] >= cell.lo[1] && bounds[2] <= cell.hi[0] && bounds[3] <= cell.hi[1];
        if !self.feature.frame.view.allows_label(bounds)
            || (self.avoid_edges && !is_within)
            || (!self.allow_overlap && !self.placing.detector.has_room(bounds, 0.0))
        {
            return false;
        }
        if !self.ignore_placement {
            self.placing.detector.take(bounds, None);
        }
        self.items.push(DisplayItem::Picture(self.image.item(at, angle, self.opacity)));
        true
    }
}

/// A line, or a ring with its closing vertex in the direction that Mapnik gives it: against the clock, holes with it.
fn path(line: &[[f64; 2]], is_ring: bool, is_exterior: bool) -> Vec<[f64; 2]> {
    let mut path = line.to_vec();
    if is_ring {
        if (signed_area(line) > 0.0) == is_exterior {
            path.reverse();
            path.rotate_right(1);
        }
        path.extend(path.first().copied());
    }
    path
}

/// The angle of a marker on a line with this direction; `None` if it has none.
fn turned(direction: MarkerDirection, angle: f64) -> Option<f64> {
    let is_forward = |angle: f64| ((angle + PI).rem_euclid(TAU) - PI).abs() < FRAC_PI_2;
    let is_backward = |angle: f64| ((angle + PI).rem_euclid(TAU) - PI).abs() > FRAC_PI_2;
    match direction {
        MarkerDirection::Right => Some(angle),
        MarkerDirection::Left => Some(angle + PI),
        MarkerDirection::Up => Some(0.0),
        MarkerDirection::Down => Some(PI),
        MarkerDirection::Auto => Some(if is_backward(angle) { angle + PI } else { angle }),
        MarkerDirection::AutoDown => Some(if is_forward(angle) { angle + PI } else { angle }),
        MarkerDirection::RightOnly => Some(angle).filter(|angle| is_forward(*angle)),
        MarkerDirection::LeftOnly => Some(angle + PI).filter(|angle| is_forward(*angle)),
    }
}
