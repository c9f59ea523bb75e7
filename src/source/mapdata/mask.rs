//! `geomask`: the world without some shapes.

use serde_json::{Map, Value, json};

use super::feature::of_geometry;

/// The world, ten times to the east and west, so that a map has no edge there: longitudes and latitudes in degrees.
const WORLD: [[f64; 2]; 5] = [[3600.0, -90.0], [3600.0, 90.0], [-3600.0, 90.0], [-3600.0, -90.0], [3600.0, -90.0]];

/// One polygon: the world, with the outer rings of the polygons of `shapes` as holes.
pub(super) fn of_shapes(shapes: Vec<Map<String, Value>>, properties: Map<String, Value>) -> Map<String, Value> {
    let mut rings = vec![json!(WORLD)];
    for mut shape in shapes {
        let Some(geometry) = shape.get_mut("geometry") else { continue };
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let coordinates = geometry.get_mut("coordinates").map(Value::take);
        match (kind.as_str(), coordinates) {
            ("Polygon", Some(Value::Array(polygon))) => rings.extend(polygon.into_iter().next()),
            ("MultiPolygon", Some(Value::Array(polygons))) => {
                let outer = |polygon| if let Value::Array(rings) = polygon { rings.into_iter().next() } else { None };
                rings.extend(polygons.into_iter().filter_map(outer));
            }
            _ => {}
        }
    }
    of_geometry(json!({ "type": "Polygon", "coordinates": rings }), properties)
}
