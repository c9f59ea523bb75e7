//! The order in which features are painted.

use serde_json::{Map, Value};

/// Sorts features in their painting order: areas and lines in the order of the data, then points from north to south,
/// so that the pins of southern points cover those behind them. In the original, the order of points is the same, and
/// pins are always painted above areas and lines.
pub(super) fn paint_order(features: Vec<Map<String, Value>>) -> Vec<Value> {
    let (mut points, mut shapes): (Vec<_>, Vec<_>) = features
        .into_iter()
        .map(|feature| (latitude(&feature), Value::Object(feature)))
        .partition(|(l, _)| l.is_some());
    points.sort_by(|(a, _), (b, _)| b.unwrap_or_default().total_cmp(&a.unwrap_or_default()));
    shapes.append(&mut points);
    shapes.into_iter().map(|(_, feature)| feature).collect()
}

/// The latitude of a feature that is a point.
fn latitude(feature: &Map<String, Value>) -> Option<f64> {
    let geometry = feature.get("geometry")?;
    if geometry.get("type")?.as_str()? != "Point" {
        return None;
    }
    geometry.get("coordinates")?.get(1)?.as_f64()
}
