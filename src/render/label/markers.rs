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
    render::{
        display::DisplayItem,
        geometry::{Lines, pole_of_inaccessibility, polygons},
    },
    style::{
        Compositing,
        expression::GeometryKind,
        symbolizer::{MarkerDirection, MarkerParts, MarkerPlacement, MarkersSymbolizer},
    },
};

/// Places the markers of a feature.
pub(super) fn place(feature: &LabelFeature<'_, '_>, symbolizer: &MarkersSymbolizer, placing: &mut Placing<'_>) {
    let Some(image) = MarkerImage::of_markers(feature, symbolizer) else { return };
    let context = &feature.context;
    let mut geometry = feature.geometry();
    if let Some(transform) = &symbolizer.shape.transform {
        let [a, b, c, d, e, f] = transform.matrix(context);
        let ratio = feature.ratio();
        geometry = moved(&geometry, [a, b, c, d, e * ratio, f * ratio]);
    }
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
        let each = |item| move |list: &mut crate::render::display::DisplayList| list.items.push(item);
        for item in items {
            placing.list.in_group(Compositing { opacity: 1.0, blend }, each(item));
        }
    }
}

fn moved(lines: &Lines, matrix: [f64; 6]) -> Lines {
    let mut out = Lines::default();
    for line in lines.iter() {
        out.line(line.iter().map(|p| crate::image::vector::matrix::applied(matrix, *p)));
    }
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
        } else if count > 1 && policy == MarkerParts::Largest && matches!(self.placement, Point | Interior | Polylabel) {
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
            MarkerPlacement::Line => self.mark_along(symbolizer, line, is_area),
            MarkerPlacement::VertexFirst => {
                let next = line.get(1).copied().unwrap_or(first);
                self.put_turned(first, (next[1] - first[1]).atan2(next[0] - first[0]));
            }
            MarkerPlacement::VertexLast => {
                let last = rings.last().copied().unwrap_or(line);
                let (at, before) = match last {
                    [first, .., before] if is_area => (*first, *before),
                    [.., before, end] => (*end, *before),
                    _ => (first, first),
                };
                self.put_turned(at, (at[1] - before[1]).atan2(at[0] - before[0]));
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

    fn mark_along(&mut self, symbolizer: &MarkersSymbolizer, line: &[[f64; 2]], closed: bool) {
        let (context, ratio) = (&self.feature.context, self.feature.ratio());
        let spacing = symbolizer.spacing.get(context) * ratio;
        let spacing = if spacing < 1.0 { 100.0 } else { spacing };
        let first = symbolizer.spacing_offset.as_ref().map_or(spacing / 2.0, |it| it.get(context).max(0.0));
        let tolerance = spacing * symbolizer.max_error.get(context);
        let spread = Spread { spacing, first, tolerance, width: self.image.width() };
        let end = if closed { line.first() } else { None };
        let line: Vec<[f64; 2]> = line.iter().chain(end).copied().collect();
        along(&line, spread, |at, angle| self.put_turned(at, angle));
    }

    /// Places one marker that looks along a line.
    fn put_turned(&mut self, at: [f64; 2], angle: f64) -> bool {
        turned(self.direction, angle).is_some_and(|angle| self.put(at, angle))
    }

    /// Places one marker. `false` if there is no room; markers in other tiles count as placed.
    fn put(&mut self, at: [f64; 2], angle: f64) -> bool {
        let Some(cell) = self.feature.cells.owner(at) else { return true };
        let bounds = self.image.bounds_at(at, angle);
        let is_within = bounds[0] >= cell.lo[0]
            && bounds[1] >= cell.lo[1]
            && bounds[2] <= cell.hi[0]
            && bounds[3] <= cell.hi[1];
        if (self.avoid_edges && !is_within)
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
