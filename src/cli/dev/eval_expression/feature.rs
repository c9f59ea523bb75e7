//! The feature of an expression test.

use serde_json::Value as Json;

use crate::style::expression::{ABSENT, GeometryKind, Value, WholeFeatures};

/// The feature of an expression test.
pub(super) struct TestFeature {
    pub id: Value<'static>,
    pub kind: GeometryKind,
    /// Names of the properties.
    keys: Vec<String>,
    /// The properties' values in the order of their names.
    pub values: Vec<Value<'static>>,
    /// Longitude and latitude of points, lines or rings.
    lines: Vec<Vec<(f64, f64)>>,
    state: Vec<(String, Value<'static>)>,
}

impl TestFeature {
    /// Reads a feature in GeoJSON, of which any part may be missing.
    pub(super) fn new(json: &Json) -> Self {
        let fields = |name: &str| {
            let fields = json.get(name).and_then(Json::as_object).into_iter().flatten();
            fields.map(|(key, value)| (key.clone(), Value::from_json(value)))
        };
        let geometry = json.get("geometry");
        let kind = geometry.and_then(|g| g.get("type")).or(json.get("type")).and_then(Json::as_str);
        let mut lines = Vec::new();
        collect_positions(geometry.and_then(|g| g.get("coordinates")).unwrap_or(&Json::Null), &mut lines);
        let (keys, values) = fields("properties").unzip();
        Self {
            id: json.get("id").map_or(Value::Null, Value::from_json),
            kind: match kind {
                Some("Point" | "MultiPoint") => GeometryKind::Point,
                Some("LineString" | "MultiLineString") => GeometryKind::Line,
                Some("Polygon" | "MultiPolygon") => GeometryKind::Polygon,
                _ => GeometryKind::Unknown,
            },
            keys,
            values,
            lines,
            state: fields("featureState").collect(),
        }
    }

    /// The index of the value of the property `name`.
    pub(super) fn slot(&self, name: &str) -> u32 {
        let at = self.keys.iter().position(|k| k == name);
        at.and_then(|at| u32::try_from(at).ok()).unwrap_or(ABSENT)
    }
}

/// Collects the innermost lists of positions.
fn collect_positions(json: &Json, lines: &mut Vec<Vec<(f64, f64)>>) {
    let pair = |json: &Json| Some((json.get(0)?.as_f64()?, json.get(1)?.as_f64()?));
    if let Some(point) = pair(json) {
        lines.push(vec![point]);
    } else if let Some(items) = json.as_array() {
        match items.iter().map(pair).collect::<Option<Vec<_>>>() {
            Some(line) => lines.push(line),
            None => items.iter().for_each(|item| collect_positions(item, lines)),
        }
    }
}

impl WholeFeatures for TestFeature {
    fn properties(&self, _: usize, visit: &mut dyn FnMut(&str, &Value<'_>)) {
        self.keys.iter().zip(&self.values).for_each(|(k, v)| visit(k, v));
    }

    fn state(&self, _: usize) -> Vec<(String, Value<'static>)> {
        self.state.clone()
    }

    fn lon_lat(&self, _: usize) -> Vec<Vec<(f64, f64)>> {
        self.lines.clone()
    }
}
