//! Reads GeoJSON (RFC 7946) into features on the unit square.

use ahash::AHashMap;
use serde_json::{Map, Value as Json};

use super::feature::{GeoJsonFeature, GeoJsonShape};
use crate::{style::expression::Value, tile::LonLat};

/// Why a document is not GeoJSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not GeoJSON: {0}")]
pub struct GeoJsonError(String);

/// Reads what `json` holds. Members that are broken are left out; what is no GeoJSON at all is an error.
pub(super) fn read(json: &Json) -> Result<Features, GeoJsonError> {
    let Json::Object(root) = json else { return Err(GeoJsonError("not an object".to_owned())) };
    let mut reader = FeatureReader::default();
    match root.get("type").and_then(Json::as_str) {
        Some("FeatureCollection") => {
            let features = root.get("features").and_then(Json::as_array);
            let features = features.ok_or_else(|| GeoJsonError("a collection without features".to_owned()))?;
            features.iter().filter_map(Json::as_object).for_each(|f| reader.feature(f));
        }
        Some("Feature") => reader.feature(root),
        Some(_) => reader.geometry(root, &Value::Null, &[]),
        None => return Err(GeoJsonError("without \"type\"".to_owned())),
    }
    Ok(reader.out)
}

/// Features with their properties: a feature's tags are pairs of indices into `keys` and `values`.
#[derive(Default)]
pub(super) struct Features {
    pub keys: Vec<String>,
    pub values: Vec<Value<'static>>,
    pub features: Vec<GeoJsonFeature>,
}

#[derive(Default)]
struct FeatureReader {
    out: Features,
    keys: AHashMap<String, u32>,
}

impl FeatureReader {
    fn feature(&mut self, feature: &Map<String, Json>) {
        let Some(Json::Object(geometry)) = feature.get("geometry") else { return };
        let mut tags = Vec::new();
        if let Some(Json::Object(properties)) = feature.get("properties") {
            for (key, value) in properties {
                let (Ok(next), Ok(at)) = (u32::try_from(self.keys.len()), u32::try_from(self.out.values.len())) else {
                    continue;
                };
                let key = *self.keys.entry(key.clone()).or_insert_with(|| {
                    self.out.keys.push(key.clone());
                    next
                });
                self.out.values.push(Value::from_json(value));
                tags.push((key, at));
            }
        }
        // As in MapLibre, which keeps only numeric ids.
        let id = match feature.get("id") {
            Some(Json::Number(n)) => n.as_f64().map(f64::trunc),
            Some(Json::String(s)) => s.trim().parse::<f64>().ok().map(f64::trunc),
            _ => None,
        };
        self.geometry(geometry, &id.map_or(Value::Null, Value::Number), &tags);
    }

    fn geometry(&mut self, geometry: &Map<String, Json>, id: &Value<'static>, tags: &[(u32, u32)]) {
        if let Some(Json::Array(members)) = geometry.get("geometries") {
            for member in members.iter().filter_map(Json::as_object) {
                self.geometry(member, id, tags);
            }
            return;
        }
        let Some(coordinates) = geometry.get("coordinates") else { return };
        let list = |json: &Json| json.as_array().cloned().unwrap_or_default();
        let line = |json: &Json| list(json).iter().filter_map(position).collect::<Vec<_>>();
        let lines = |json: &Json| list(json).iter().map(line).collect::<Vec<_>>();
        let shape = match geometry.get("type").and_then(Json::as_str) {
            Some("Point") => GeoJsonShape::Points(position(coordinates).into_iter().collect()),
            Some("MultiPoint") => GeoJsonShape::Points(line(coordinates)),
            Some("LineString") => GeoJsonShape::Lines(vec![line(coordinates)]),
            Some("MultiLineString") => GeoJsonShape::Lines(lines(coordinates)),
            Some("Polygon") => GeoJsonShape::Polygons(vec![lines(coordinates)]),
            Some("MultiPolygon") => GeoJsonShape::Polygons(list(coordinates).iter().map(lines).collect()),
            _ => return,
        };
        let mut bounds = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
        let mut grow = |p: &[f64; 2]| {
            let [low, high] = &mut bounds;
            (*low, *high) = ([low[0].min(p[0]), low[1].min(p[1])], [high[0].max(p[0]), high[1].max(p[1])]);
        };
        match &shape {
            GeoJsonShape::Points(points) => points.iter().for_each(&mut grow),
            GeoJsonShape::Lines(lines) => lines.iter().flatten().for_each(&mut grow),
            GeoJsonShape::Polygons(polygons) => polygons.iter().flatten().flatten().for_each(&mut grow),
        }
        self.out.features.push(GeoJsonFeature { id: id.clone(), tags: tags.to_vec(), shape, bounds });
    }
}

/// Positions more than this many times around the world are mistakes.
const MAX_WORLDS: f64 = 1000.0;

fn position(json: &Json) -> Option<[f64; 2]> {
    let [lon, lat, ..] = json.as_array()?.as_slice() else { return None };
    let (x, y) = LonLat { lon: lon.as_f64()?, lat: lat.as_f64()? }.to_unit();
    // Latitudes beyond the poles are clamped to the edge of the map.
    (x.abs() < MAX_WORLDS && !y.is_nan()).then_some([x, y.clamp(0.0, 1.0)])
}
