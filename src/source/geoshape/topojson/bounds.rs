//! The bounds of geometries.

use crate::source::geoshape::geometry::{Coordinate, Geometry, Position};

/// The smallest and largest coordinates: west, south, east, north.
#[derive(Debug, Default)]
pub(super) struct Bounds(Option<[f64; 4]>);

impl Bounds {
    /// Extends the bounds to those of `geometry`.
    pub(super) fn add(&mut self, geometry: &Geometry) {
        match geometry {
            Geometry::Point(position) => self.add_all(&[*position]),
            Geometry::MultiPoint(positions) | Geometry::LineString(positions) => self.add_all(positions),
            Geometry::MultiLineString(lines) | Geometry::Polygon(lines) => {
                lines.iter().for_each(|line| self.add_all(line));
            }
            Geometry::MultiPolygon(polygons) => polygons.iter().flatten().for_each(|ring| self.add_all(ring)),
            Geometry::Collection(parts) => parts.iter().for_each(|part| self.add(part)),
        }
    }

    fn add_all(&mut self, positions: &[Position]) {
        for Position([x, y]) in positions {
            let [west, south, east, north] = self.0.unwrap_or([*x, *y, *x, *y]);
            self.0 = Some([west.min(*x), south.min(*y), east.max(*x), north.max(*y)]);
        }
    }

    /// The value of `bbox`; `None` if there are no points.
    pub(super) fn bbox(&self) -> Option<[Coordinate; 4]> {
        self.0.map(|bounds| bounds.map(Coordinate))
    }
}
