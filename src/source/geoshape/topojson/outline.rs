//! Geometries without their points.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::source::geoshape::geometry::{Geometry, Position};

use super::sequences::{Sequence, Sequences};

/// A geometry whose lines and rings are of the type `S`. It has no empty parts, and more than one part if it is a
/// "multi" geometry.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outline<S> {
    /// Nothing is left of the geometry.
    Null,
    Point(Position),
    MultiPoint(Vec<Position>),
    LineString(S),
    MultiLineString(Vec<S>),
    Polygon(Vec<S>),
    MultiPolygon(Vec<Vec<S>>),
    Collection(Vec<Self>),
}

impl Outline<Sequence> {
    /// Adds the lines and rings of `geometry` to `sequences`.
    pub(super) fn extract(geometry: &Geometry, sequences: &mut Sequences) -> Self {
        match geometry {
            Geometry::Point(position) => Self::Point(*position),
            Geometry::MultiPoint(positions) => match positions.as_slice() {
                [] => Self::Null,
                [position] => Self::Point(*position),
                _ => Self::MultiPoint(positions.clone()),
            },
            Geometry::LineString(line) if line.is_empty() => Self::Null,
            Geometry::LineString(line) => Self::LineString(sequences.line(line)),
            Geometry::MultiLineString(lines) => {
                let lines = lines.iter().filter(|line| !line.is_empty());
                let lines: Vec<_> = lines.map(|line| sequences.line(line)).collect();
                match lines.as_slice() {
                    [] => Self::Null,
                    [line] => Self::LineString(*line),
                    _ => Self::MultiLineString(lines),
                }
            }
            Geometry::Polygon(rings) => Self::polygon(rings_of(rings, sequences)),
            Geometry::MultiPolygon(polygons) => {
                let polygons = polygons.iter().map(|rings| rings_of(rings, sequences));
                let mut polygons: Vec<_> = polygons.filter(|rings| !rings.is_empty()).collect();
                match polygons.len() {
                    0 | 1 => Self::polygon(polygons.pop().unwrap_or_default()),
                    _ => Self::MultiPolygon(polygons),
                }
            }
            Geometry::Collection(parts) => {
                Self::Collection(parts.iter().map(|part| Self::extract(part, sequences)).collect())
            }
        }
    }

    fn polygon(rings: Vec<Sequence>) -> Self {
        if rings.is_empty() { Self::Null } else { Self::Polygon(rings) }
    }
}

fn rings_of(rings: &[Vec<Position>], sequences: &mut Sequences) -> Vec<Sequence> {
    rings.iter().filter(|ring| !ring.is_empty()).map(|ring| sequences.ring(ring)).collect()
}

impl<S> Outline<S> {
    /// The geometry with each line and ring replaced by what `with` returns for it.
    pub(super) fn map<T>(&self, with: &impl Fn(&S) -> T) -> Outline<T> {
        let all = |sequences: &[S]| sequences.iter().map(with).collect::<Vec<_>>();
        match self {
            Self::Null => Outline::Null,
            Self::Point(position) => Outline::Point(*position),
            Self::MultiPoint(positions) => Outline::MultiPoint(positions.clone()),
            Self::LineString(line) => Outline::LineString(with(line)),
            Self::MultiLineString(lines) => Outline::MultiLineString(all(lines)),
            Self::Polygon(rings) => Outline::Polygon(all(rings)),
            Self::MultiPolygon(polygons) => Outline::MultiPolygon(polygons.iter().map(|rings| all(rings)).collect()),
            Self::Collection(parts) => Outline::Collection(parts.iter().map(|part| part.map(with)).collect()),
        }
    }

    /// The value of `type` in TopoJSON.
    pub(super) fn type_name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Null => return None,
            Self::Point(_) => "Point",
            Self::MultiPoint(_) => "MultiPoint",
            Self::LineString(_) => "LineString",
            Self::MultiLineString(_) => "MultiLineString",
            Self::Polygon(_) => "Polygon",
            Self::MultiPolygon(_) => "MultiPolygon",
            Self::Collection(_) => "GeometryCollection",
        })
    }
}

impl<S: Serialize> Outline<S> {
    /// Writes the coordinates, arcs or parts.
    pub(super) fn serialize_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Null => Ok(()),
            Self::Point(position) => map.serialize_entry("coordinates", position),
            Self::MultiPoint(positions) => map.serialize_entry("coordinates", positions),
            Self::LineString(line) => map.serialize_entry("arcs", line),
            Self::MultiLineString(lines) | Self::Polygon(lines) => map.serialize_entry("arcs", lines),
            Self::MultiPolygon(polygons) => map.serialize_entry("arcs", polygons),
            Self::Collection(parts) => map.serialize_entry("geometries", &Parts(parts)),
        }
    }
}

/// The parts of a collection.
struct Parts<'p, S>(&'p [Outline<S>]);

/// A part of a collection.
struct Part<'p, S>(&'p Outline<S>);

impl<S: Serialize> Serialize for Parts<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for part in self.0 {
            list.serialize_element(&Part(part))?;
        }
        list.end()
    }
}

impl<S: Serialize> Serialize for Part<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.0.type_name())?;
        self.0.serialize_content(&mut map)?;
        map.end()
    }
}
