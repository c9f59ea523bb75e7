//! GeoJSON sources: features are read once and cut into tiles as they are asked for, as MapLibre's
//! `geojson-vt` does, so that the rest of the renderer knows only tiles.

mod cut;
mod read;

pub use read::GeoJsonError;

use std::borrow::Cow;

use super::{BoundLayer, VectorTile};
use crate::{
    style::{
        Style,
        expression::{GeometryKind, Value},
    },
    tile::TileId,
};

/// Units per tile side: MapLibre's `EXTENT`.
const EXTENT: f64 = 8192.0;

/// How far features reach beyond their tile, in units: 128 pixels of a 512-pixel tile.
const BUFFER: f64 = 2048.0;

/// The features of one GeoJSON source.
#[derive(Debug, Clone, Default)]
pub struct GeoJson {
    keys: Vec<String>,
    values: Vec<Value<'static>>,
    features: Vec<Feature>,
}

/// One feature; positions are on the unit square of the whole world.
#[derive(Debug, Clone)]
struct Feature {
    id: Value<'static>,
    tags: Vec<(u32, u32)>,
    shape: Shape,
}

/// Lines, rings or points on the unit square.
#[derive(Debug, Clone)]
enum Shape {
    Points(Vec<[f64; 2]>),
    Lines(Vec<Vec<[f64; 2]>>),
    /// Exterior ring and holes of each polygon.
    Polygons(Vec<Vec<Vec<[f64; 2]>>>),
}

impl Shape {
    fn kind(&self) -> GeometryKind {
        match self {
            Self::Points(_) => GeometryKind::Point,
            Self::Lines(_) => GeometryKind::Line,
            Self::Polygons(_) => GeometryKind::Polygon,
        }
    }
}

impl GeoJson {
    /// Reads a geometry, a feature or a collection of either.
    pub fn parse(json: &serde_json::Value) -> Result<Self, GeoJsonError> {
        read::read(json)
    }

    /// The tile `id` as the style inputs that read `source` see it; `None` where it holds nothing.
    pub fn tile(&self, style: &Style, source: &str, id: TileId) -> Option<VectorTile<'static>> {
        let (input, reads) = style.inputs.iter().enumerate().find(|(_, i)| i.source == source)?;
        let features: Vec<_> = self.features.iter().filter_map(|f| cut::cut(f, id)).collect();
        if features.is_empty() {
            return None;
        }
        let keys = self.keys.iter().map(|k| Cow::Owned(k.clone())).collect();
        let layer = BoundLayer::new(id, EXTENT as u32, keys, self.values.clone(), features, &reads.keys);
        Some(VectorTile::of_layer(id, input, layer))
    }
}

#[cfg(test)]
mod tests;
