//! Descriptions of sources, based on TileJSON 3.0.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The description of a source.
#[derive(Debug, Clone, Default)]
pub struct TileInfo {
    /// The minimum zoom with tiles.
    pub min_zoom: Option<u8>,
    /// The maximum zoom with tiles.
    pub max_zoom: Option<u8>,
    /// West, south, east, north in degrees.
    pub bounds: Option<[f64; 4]>,
    /// Longitude, latitude, zoom.
    pub center: Option<[f64; 3]>,
    /// `vector_layers`.
    pub vector_layers: Vec<VectorLayer>,
    /// Other keys (name, attribution, …), unchanged from the archive or upstream.
    pub extra: Map<String, Value>,
}

/// One entry of `vector_layers`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VectorLayer {
    /// The name of the layer.
    pub id: String,
    /// Field name → type or description.
    pub fields: BTreeMap<String, String>,
    /// The minimum zoom of the layer.
    pub min_zoom: Option<u8>,
    /// The maximum zoom of the layer.
    pub max_zoom: Option<u8>,
}

impl TileInfo {
    /// Reads TileJSON (2 or 3), the metadata of MBTiles and PMTiles, or `setInfo`. As in MBTiles, numbers may be
    /// strings, and lists may be comma-separated strings. Invalid values are left out.
    pub fn from_json(map: &Map<String, Value>) -> Self {
        let mut info = Self::default();
        for (key, value) in map {
            match key.as_str() {
                "minzoom" => info.min_zoom = zoom(value),
                "maxzoom" => info.max_zoom = zoom(value),
                "bounds" => info.bounds = numbers(value),
                "center" => info.center = numbers(value),
                "vector_layers" => info.vector_layers = layers(value),
                // Set by the service that publishes the source.
                "tiles" | "tilejson" | "scheme" | "format" => {}
                _ => drop(info.extra.insert(key.clone(), value.clone())),
            }
        }
        info
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|n| n.is_finite())
}

fn zoom(value: &Value) -> Option<u8> {
    let zoom = number(value)?;
    (0.0..=30.0).contains(&zoom).then_some(zoom as u8)
}

fn numbers<const N: usize>(value: &Value) -> Option<[f64; N]> {
    let list: Vec<f64> = match value {
        Value::String(text) => text.split(',').filter_map(|n| n.trim().parse().ok()).collect(),
        Value::Array(list) => list.iter().filter_map(number).collect(),
        _ => return None,
    };
    list.try_into().ok()
}

fn layers(value: &Value) -> Vec<VectorLayer> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let layer = |value: &Value| {
        let fields = value.get("fields").and_then(Value::as_object);
        Some(VectorLayer {
            id: value.get("id")?.as_str()?.to_owned(),
            fields: fields.into_iter().flatten().map(|(name, kind)| (name.clone(), text(kind))).collect(),
            min_zoom: value.get("minzoom").and_then(zoom),
            max_zoom: value.get("maxzoom").and_then(zoom),
        })
    };
    value.as_array().into_iter().flatten().filter_map(layer).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tilejson_and_mbtiles_metadata_are_read() {
        let json = json!({
            "minzoom": "0", "maxzoom": 15, "bounds": "-180, -85, 180, 85", "center": [9.5, 47.1, 10],
            "vector_layers": [{"id": "road", "fields": {"class": "String"}, "minzoom": 6}, {"no": "id"}],
            "tiles": ["https://example.org/{z}/{x}/{y}.pbf"], "attribution": "©"
        });
        let info = TileInfo::from_json(json.as_object().unwrap());
        assert_eq!((info.min_zoom, info.max_zoom), (Some(0), Some(15)));
        assert_eq!(info.bounds, Some([-180.0, -85.0, 180.0, 85.0]));
        assert_eq!(info.center, Some([9.5, 47.1, 10.0]));
        let fields = BTreeMap::from([("class".into(), "String".into())]);
        assert_eq!(info.vector_layers, [VectorLayer { id: "road".into(), fields, min_zoom: Some(6), max_zoom: None }]);
        assert_eq!(info.extra.keys().collect::<Vec<_>>(), ["attribution"]);
    }

    #[test]
    fn invalid_values_are_left_out() {
        let json = json!({"maxzoom": 300, "minzoom": -1, "bounds": [1, 2], "center": "a,b,c", "vector_layers": 5});
        let info = TileInfo::from_json(json.as_object().unwrap());
        assert_eq!((info.min_zoom, info.max_zoom, info.bounds, info.center), (None, None, None, None));
    }
}
