//! From features to a topology.

use std::collections::HashMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::source::geoshape::{
    feature::ShapeFeature,
    geometry::{Coordinate, Geometry, Position},
};

use super::{
    arc::Arc,
    bounds::Bounds,
    cut::{Pieces, cut},
    junctions::junctions,
    merge::merge,
    outline::Outline,
    sequences::{Sequence, Sequences},
};

/// A topology of features, which serializes as TopoJSON with one object, `data`.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "Topology")]
pub(in crate::source::geoshape) struct Topology<'f> {
    objects: Objects<'f>,
    arcs: Vec<Vec<Position>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[Coordinate; 4]>,
}

#[derive(Debug, Serialize)]
struct Objects<'f> {
    data: Collection<'f>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "GeometryCollection")]
struct Collection<'f> {
    geometries: Vec<Member<'f>>,
}

/// A feature. Arcs are indices; `!index` is an arc in reverse.
#[derive(Debug)]
struct Member<'f> {
    feature: &'f ShapeFeature,
    outline: Outline<Vec<i64>>,
}

impl<'f> Topology<'f> {
    /// The topology of `features`. An error if a geometry is not one that PostGIS writes.
    pub(in crate::source::geoshape) fn of(features: &'f [ShapeFeature]) -> Result<Self, serde_json::Error> {
        let (mut sequences, mut bounds) = (Sequences::default(), Bounds::default());
        let mut outlines = Vec::with_capacity(features.len());
        for feature in features {
            let outline = match &feature.geometry {
                None => Outline::Null,
                Some(text) => {
                    let geometry = Geometry::parse(text.get())?;
                    bounds.add(&geometry);
                    Outline::extract(&geometry, &mut sequences)
                }
            };
            outlines.push(outline);
        }
        let junctions = junctions(&sequences);
        let mut pieces = cut(&mut sequences, &junctions);
        let arcs = merge(&mut pieces, &sequences);
        let indices: HashMap<Arc, i64, ahash::RandomState> = arcs.iter().copied().zip(0..).collect();
        let index = |piece: &Arc| match indices.get(piece) {
            Some(index) => Some(*index),
            None => indices.get(&piece.reversed()).map(|index| !index),
        };
        let lookup = |sequence: &Sequence| pieces_of(&pieces, *sequence).iter().filter_map(index).collect();
        let members = features.iter().zip(&outlines);
        let geometries = members.map(|(feature, outline)| Member { feature, outline: outline.map(&lookup) }).collect();
        let points = |arc: &Arc| {
            let positions = arc.of(&sequences.points).iter().filter_map(|point| sequences.positions.get(*point));
            positions.copied().collect()
        };
        Ok(Self {
            objects: Objects { data: Collection { geometries } },
            arcs: arcs.iter().map(points).collect(),
            bbox: bounds.bbox(),
        })
    }
}

fn pieces_of(pieces: &Pieces, sequence: Sequence) -> &[Arc] {
    let found = match sequence {
        Sequence::Line(index) => pieces.lines.get(index),
        Sequence::Ring(index) => pieces.rings.get(index),
    };
    found.map(Vec::as_slice).unwrap_or_default()
}

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.outline.type_name())?;
        map.serialize_entry("id", &self.feature.id)?;
        map.serialize_entry("properties", &self.feature.properties)?;
        self.outline.serialize_content(&mut map)?;
        map.end()
    }
}
