//! GeoJSON sources. Features are read once and cut into tiles on demand, like MapLibre's `geojson-vt`, so that the rest
//! of the renderer only handles tiles.

mod aggregate;
mod cluster;
mod cluster_tile;
mod cut;
mod feature;
mod properties;
mod read;
mod used_values;

pub use read::GeoJsonError;

use std::borrow::Cow;

use serde_json::Value as Json;

use super::{BoundLayer, VectorTile};
use crate::{
    style::{Style, expression::Value, source::FeatureSource},
    tile::TileId,
};
use cluster::Clusters;
use feature::{EXTENT, GeoJsonFeature, GeoJsonShape};
use properties::Properties;
use read::Features;
use used_values::UsedValues;

/// Default buffer around tiles in tile units: 128 pixels of a 512-pixel tile.
const BUFFER: f64 = 2048.0;

/// The features of one GeoJSON source.
#[derive(Debug, Clone)]
pub struct GeoJson {
    keys: Vec<String>,
    values: Vec<Value<'static>>,
    features: Vec<GeoJsonFeature>,
    buffer: f64,
    clusters: Option<Clusters>,
}

impl Default for GeoJson {
    fn default() -> Self {
        Self { keys: Vec::new(), values: Vec::new(), features: Vec::new(), buffer: BUFFER, clusters: None }
    }
}

impl GeoJson {
    /// Reads a geometry, a feature or a collection of either.
    pub fn parse(json: &Json) -> Result<Self, GeoJsonError> {
        let Features { keys, values, features } = read::read(json)?;
        Ok(Self { keys, values, features, ..Self::default() })
    }

    /// Reads the `data` of `source`: filters features, assigns ids and clusters points.
    pub fn of_source(source: &FeatureSource, data: &Json) -> Result<Self, GeoJsonError> {
        let mut all = Self::parse(data)?;
        if let Some(filter) = &source.filter {
            let passes = |feature: &GeoJsonFeature| {
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
            let point = |(i, feature): (usize, &GeoJsonFeature)| match &feature.shape {
                GeoJsonShape::Points(points) => points.first().map(|p| (i, *p)),
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
        let mut values = UsedValues::of(&self.values);
        let features: Vec<_> = match &self.clusters {
            Some(clusters) => cluster_tile::features(clusters, &self.features, id, &mut keys, &mut values),
            None => self.features.iter().filter_map(|f| cut::cut(f, id, self.buffer, &mut values)).collect(),
        };
        if features.is_empty() {
            return None;
        }
        let layer = BoundLayer::new(id, EXTENT as u32, keys, values.into_values(), features, &reads.keys);
        Some(VectorTile::of_layer(id, input, layer))
    }

    fn properties<'p>(&'p self, feature: &'p GeoJsonFeature) -> Properties<'p> {
        Properties { names: &self.keys, values: &self.values, tags: &feature.tags }
    }
}

#[cfg(test)]
mod tests;
