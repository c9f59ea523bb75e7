//! The parts of a feature that have labels of their own, and the points of their labels.

use super::{
    feature::LabelFeature,
    grid::grid,
    interior::interior,
    positions::{centroid, middle},
};
use crate::{
    render::geometry::{Lines, pole_of_inaccessibility, polygons, signed_area},
    style::{expression::GeometryKind, symbolizer::LabelPlace},
};

/// The parts of a feature: points, lines or polygons (rings).
#[derive(Debug)]
pub(super) struct FeatureParts {
    lines: Lines,
    kind: GeometryKind,
    largest_only: bool,
}

impl FeatureParts {
    /// The parts of a feature. `largest_only` leaves out all polygons except for the one with the largest bounds.
    pub(super) fn of(feature: &LabelFeature<'_, '_>, largest_only: bool) -> Self {
        Self { lines: feature.geometry(), kind: feature.kind, largest_only }
    }

    /// The points at which labels are placed.
    pub(super) fn points(&self, place: LabelPlace, cell: [f64; 2], ratio: f64) -> Vec<[f64; 2]> {
        match self.kind {
            GeometryKind::Point | GeometryKind::Unknown => self.lines.points().to_vec(),
            GeometryKind::Line if place == LabelPlace::Vertex => self.lines.points().to_vec(),
            GeometryKind::Line if matches!(place, LabelPlace::Grid | LabelPlace::AlternatingGrid) => Vec::new(),
            GeometryKind::Line => self.lines.iter().filter_map(middle).map(|(at, _)| at).collect(),
            GeometryKind::Polygon => {
                self.polygons().iter().flat_map(|rings| points_of_area(rings, place, cell, ratio)).collect()
            }
        }
    }

    /// The lines along which labels are placed, part by part: each has several lines if it is a polygon with holes.
    pub(super) fn paths(&self) -> Vec<Vec<Vec<[f64; 2]>>> {
        match self.kind {
            GeometryKind::Line => self.lines.iter().map(|line| vec![line.to_vec()]).collect(),
            GeometryKind::Polygon => self.polygons().iter().map(|rings| turned(rings)).collect(),
            GeometryKind::Point | GeometryKind::Unknown => Vec::new(),
        }
    }

    fn polygons(&self) -> Vec<Vec<&[[f64; 2]]>> {
        let mut all = polygons(&self.lines);
        if self.largest_only && all.len() > 1 {
            let mut largest: Option<(f64, Vec<&[[f64; 2]]>)> = None;
            for rings in all {
                let area = rings.first().map_or(0.0, |ring| area_of_bounds(ring));
                if largest.as_ref().is_none_or(|(most, _)| area > *most) {
                    largest = Some((area, rings));
                }
            }
            all = largest.into_iter().map(|(_, rings)| rings).collect();
        }
        all
    }
}

/// Closed rings in the direction that Mapnik gives them: the exterior one counterclockwise, the others clockwise.
fn turned(rings: &[&[[f64; 2]]]) -> Vec<Vec<[f64; 2]>> {
    let turned = |(index, ring): (usize, &&[[f64; 2]])| {
        let mut path = ring.to_vec();
        if (signed_area(ring) > 0.0) == (index == 0) {
            path.reverse();
            path.rotate_right(1);
        }
        path.extend(path.first().copied());
        path
    };
    rings.iter().enumerate().map(turned).collect()
}

fn points_of_area(rings: &[&[[f64; 2]]], place: LabelPlace, cell: [f64; 2], ratio: f64) -> Vec<[f64; 2]> {
    match place {
        LabelPlace::Point | LabelPlace::Line => centroid(rings).into_iter().collect(),
        LabelPlace::Interior => interior(rings, ratio).into_iter().collect(),
        LabelPlace::PoleOfInaccessibility => {
            let longest = rings.first().map_or(0.0, |ring| sides(ring).into_iter().fold(0.0, f64::max));
            let precision = (longest / 100.0 * ratio).max(f64::MIN_POSITIVE);
            pole_of_inaccessibility(rings, precision).into_iter().collect()
        }
        LabelPlace::Vertex => rings.iter().copied().flatten().copied().collect(),
        LabelPlace::Grid => grid(rings, cell, false, ratio),
        LabelPlace::AlternatingGrid => grid(rings, cell, true, ratio),
    }
}

fn area_of_bounds(ring: &[[f64; 2]]) -> f64 {
    let [width, height] = sides(ring);
    width * height
}

/// Width and height of the bounds of a ring.
fn sides(ring: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|axis| {
        let values = || ring.iter().map(|p| p[axis]);
        values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
    })
}
