//! GeoJSON sources. Features are read once and cut into tiles on demand, like MapLibre's `geojson-vt`, so that the rest
//! of the renderer only handles tiles.

mod aggregate;
mod cluster;
mod cut;
mod properties;
mod read;

pub use read::GeoJsonError;

use std::borrow::Cow;

use ahash::AHashMap;
use serde_json::Value as Json;

use super::{BoundLayer, FeatureContent, RawFeature, VectorTile};
use crate::{
    render::geometry::Lines,
    style::{
        Style,
        expression::{GeometryKind, Value},
        source::FeatureSource,
    },
    tile::TileId,
};
use cluster::{Clusters, Spot};
use properties::Properties;

/// Units per tile side, MapLibre's `EXTENT`.
const EXTENT: f64 = 8192.0;

/// Default buffer around tiles in tile units: 128 pixels of a 512-pixel tile.
const BUFFER: f64 = 2048.0;

/// The features of one GeoJSON source.
#[derive(Debug, Clone)]
pub struct GeoJson {
    keys: Vec<String>,
    values: Vec<Value<'static>>,
    features: Vec<Feature>,
    buffer: f64,
    clusters: Option<Clusters>,
}

impl Default for GeoJson {
    fn default() -> Self {
        Self { keys: Vec::new(), values: Vec::new(), features: Vec::new(), buffer: BUFFER, clusters: None }
    }
}

/// A feature with positions on the unit square of the world.
#[derive(Debug, Clone)]
struct Feature {
    id: Value<'static>,
    tags: Vec<(u32, u32)>,
    shape: Shape,
    /// Smallest and largest coordinates.
    bounds: [[f64; 2]; 2],
}

/// Lines, rings or points on the unit square.
#[derive(Debug, Clone)]
enum Shape {
    Points(Vec<[f64; 2]>),
    Lines(Vec<Vec<[f64; 2]>>),
    /// The exterior ring and the holes of each polygon.
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
    pub fn parse(json: &Json) -> Result<Self, GeoJsonError> {
        read::read(json)
    }

    /// Reads the `data` of `source`: filters features, assigns ids and clusters points.
    pub fn of_source(source: &FeatureSource, data: &Json) -> Result<Self, GeoJsonError> {
        let mut all = Self::parse(data)?;
        if let Some(filter) = &source.filter {
            let passes = |feature: &Feature| {
                let kind = feature.shape.kind();
                all.properties(feature).in_context(kind, &filter.keys, |context| filter.expression.is_true(context))
            };
            let kept: Vec<bool> = all.features.iter().map(passes).collect();
            let mut kept = kept.into_iter();
            all.features.retain(|_| kept.next().unwrap_or(false));
        }
        if source.generate_ids {
            for (i, feature) in all.features.iter_mut().enumerate() {
                feature.id = Value::Number(i as f64);
            }
        }
        if let Some(pixels) = source.buffer {
            all.buffer = pixels.clamp(0.0, 512.0) * EXTENT / 512.0;
        }
        if let Some(settings) = &source.clusters {
            let point = |(i, feature): (usize, &Feature)| match &feature.shape {
                Shape::Points(points) => points.first().map(|p| (i, *p)),
                _ => None,
            };
            let points = all.features.iter().enumerate().filter_map(point);
            let properties = |i: u64| {
                let feature = usize::try_from(i).ok().and_then(|i| all.features.get(i));
                feature.map_or_else(Properties::default, |feature| all.properties(feature))
            };
            all.clusters = Some(Clusters::new(settings, points, &properties));
        }
        Ok(all)
    }

    /// The tile `id` as seen by the style inputs that read `source`; `None` if it is empty.
    pub fn tile(&self, style: &Style, source: &str, id: TileId) -> Option<VectorTile<'static>> {
        let (input, reads) = style.inputs.iter().enumerate().find(|(_, i)| i.source == source)?;
        let mut keys: Vec<_> = self.keys.iter().map(|k| Cow::Owned(k.clone())).collect();
        let mut values = Used { all: &self.values, new: Vec::new(), at: AHashMap::new() };
        let features: Vec<_> = match &self.clusters {
            Some(clusters) => self.spots(clusters, id, &mut keys, &mut values),
            None => self.features.iter().filter_map(|f| cut::cut(f, id, self.buffer, &mut values)).collect(),
        };
        if features.is_empty() {
            return None;
        }
        let layer = BoundLayer::new(id, EXTENT as u32, keys, values.new, features, &reads.keys);
        Some(VectorTile::of_layer(id, input, layer))
    }

    fn properties<'p>(&'p self, feature: &'p Feature) -> Properties<'p> {
        Properties { names: &self.keys, values: &self.values, tags: &feature.tags }
    }

    /// The points and clusters of a tile.
    fn spots(
        &self,
        clusters: &Clusters,
        tile: TileId,
        keys: &mut Vec<Cow<'static, str>>,
        values: &mut Used<'_>,
    ) -> Vec<RawFeature<'static>> {
        let mut key = |name: &str| {
            let at = keys.iter().position(|k| k == name).unwrap_or_else(|| {
                keys.push(Cow::Owned(name.to_owned()));
                keys.len() - 1
            });
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        let known = ["cluster", "cluster_id", "point_count", "point_count_abbreviated"].map(&mut key);
        let named: Vec<u32> = clusters.names().map(key).collect();
        let side = EXTENT * f64::from(tile.across());
        let corner = [f64::from(tile.x()) * EXTENT, f64::from(tile.y()) * EXTENT];
        let reach = clusters.reach();
        let mut raw = |(spot, wrap): (&Spot, f64)| {
            let at = [(spot.at[0] + wrap) * side - corner[0], spot.at[1] * side - corner[1]];
            if !at.iter().all(|v| (-reach..=EXTENT + reach).contains(v)) {
                return None;
            }
            let (id, tags) = if spot.count > 1 {
                let number = |n: f64| Value::Number(n);
                let short = abbreviated(spot.count);
                let own = [Value::Bool(true), number(spot.id as f64), number(f64::from(spot.count)), short];
                let mut tags: Vec<_> = known.iter().zip(own).map(|(key, value)| (*key, values.push(value))).collect();
                let shared = spot.shared.iter().flat_map(|all| all.iter().cloned());
                tags.extend(named.iter().zip(shared).map(|(key, value)| (*key, values.push(value))));
                (number(spot.id as f64), tags)
            } else {
                let feature = usize::try_from(spot.id).ok().and_then(|i| self.features.get(i))?;
                (feature.id.clone(), values.tags(&feature.tags))
            };
            let mut lines = Lines::default();
            lines.line([at.map(f64::round)]);
            let content = FeatureContent::Plain { tags, lines, spans: Vec::new() };
            Some(RawFeature { id, kind: GeometryKind::Point, content })
        };
        let spots = clusters.at(tile.z());
        // Spots at the antimeridian are visible on both sides.
        spots.iter().flat_map(|spot| [(spot, 0.0), (spot, -1.0), (spot, 1.0)]).filter_map(&mut raw).collect()
    }
}

/// The abbreviated number of points, as in `supercluster`.
fn abbreviated(count: u32) -> Value<'static> {
    let thousands = f64::from(count) / 1000.0;
    if count >= 10_000 {
        Value::String(Cow::Owned(format!("{}k", thousands.round())))
    } else if count >= 1000 {
        Value::String(Cow::Owned(format!("{}k", (thousands * 10.0).round() / 10.0)))
    } else {
        Value::Number(f64::from(count))
    }
}

/// The values of the source that the features of one tile use.
struct Used<'s> {
    all: &'s [Value<'static>],
    new: Vec<Value<'static>>,
    at: AHashMap<u32, u32>,
}

impl Used<'_> {
    fn push(&mut self, value: Value<'static>) -> u32 {
        self.new.push(value);
        u32::try_from(self.new.len() - 1).unwrap_or(u32::MAX)
    }

    /// A feature's properties, with value indices of the tile.
    fn tags(&mut self, tags: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let mut number = |value: u32| {
            let (all, new) = (self.all, &mut self.new);
            *self.at.entry(value).or_insert_with(|| {
                new.push(all.get(value as usize).cloned().unwrap_or(Value::Null));
                u32::try_from(new.len() - 1).unwrap_or(u32::MAX)
            })
        };
        tags.iter().map(|(key, value)| (*key, number(*value))).collect()
    }
}

#[cfg(test)]
mod tests;
