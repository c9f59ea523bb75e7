//! Features as they are read: on the unit square of the whole world.

use crate::style::expression::{GeometryKind, Value};

/// Units per tile side: MapLibre's `EXTENT`.
pub(super) const EXTENT: f64 = 8192.0;

/// One feature; positions are on the unit square of the whole world.
#[derive(Debug, Clone)]
pub(super) struct GeoJsonFeature {
    pub id: Value<'static>,
    pub tags: Vec<(u32, u32)>,
    pub shape: GeoJsonShape,
    /// Smallest and largest coordinates.
    pub bounds: [[f64; 2]; 2],
}

/// Lines, rings or points on the unit square.
#[derive(Debug, Clone)]
pub(super) enum GeoJsonShape {
    Points(Vec<[f64; 2]>),
    Lines(Vec<Vec<[f64; 2]>>),
    /// Exterior ring and holes of each polygon.
    Polygons(Vec<Vec<Vec<[f64; 2]>>>),
}

impl GeoJsonShape {
    pub(super) fn kind(&self) -> GeometryKind {
        match self {
            Self::Points(_) => GeometryKind::Point,
            Self::Lines(_) => GeometryKind::Line,
            Self::Polygons(_) => GeometryKind::Polygon,
        }
    }
}
