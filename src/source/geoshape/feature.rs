//! Features: shapes with their properties.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value, value::RawValue};

use super::{tables::StoredShape, wikidata::QueryRow};

/// A feature, which serializes as GeoJSON.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "Feature")]
pub(crate) struct ShapeFeature {
    /// The Wikidata id.
    pub(super) id: String,
    /// From the query, cleaned.
    pub(super) properties: Map<String, Value>,
    /// GeoJSON; `None` if simplification left nothing of it.
    pub(super) geometry: Option<Box<RawValue>>,
}

/// Features, which serialize as GeoJSON.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "FeatureCollection")]
pub(super) struct FeatureCollection<'f> {
    pub(super) features: &'f [ShapeFeature],
}

/// The column of queries, and the property, with the coordinates.
const COORDINATES: &str = "geo";

/// The features of `shapes`, with the properties of the first row of their id.
pub(super) fn of_shapes(shapes: Vec<StoredShape>, rows: Vec<QueryRow>) -> Vec<ShapeFeature> {
    let mut properties = HashMap::new();
    for row in rows {
        properties.entry(row.id).or_insert(row.properties);
    }
    let feature = |shape: StoredShape| ShapeFeature {
        properties: properties.remove(&shape.id).unwrap_or_default(),
        id: shape.id,
        geometry: shape.geometry,
    };
    shapes.into_iter().map(feature).collect()
}

/// The points of `rows`; rows without coordinates are left out.
pub(super) fn of_points(rows: Vec<QueryRow>) -> Vec<ShapeFeature> {
    let feature = |mut row: QueryRow| {
        let coordinates = row.properties.shift_remove(COORDINATES)?;
        let is_position = coordinates.as_array().is_some_and(|c| c.len() == 2 && c.iter().all(Value::is_number));
        let geometry = is_position.then(|| format!("{{\"type\":\"Point\",\"coordinates\":{coordinates}}}"))?;
        Some(ShapeFeature {
            id: row.id,
            properties: row.properties,
            geometry: Some(RawValue::from_string(geometry).ok()?),
        })
    };
    rows.into_iter().filter_map(feature).collect()
}
