//! Properties of `geojson` sources.

use serde_json::{Map, Value as Json, json};

use super::{expression, filter_zoom};
use crate::style::{
    expression::Keys,
    source::{ACCUMULATED, ClusterProperty, ClusterSettings, FeatureData, FeatureFilter, FeatureSource},
};

/// Reads the source `json` and removes inline features from it.
pub(super) fn read(json: &mut Map<String, Json>) -> FeatureSource {
    let data = match json.get("data") {
        Some(Json::String(address)) => Some(FeatureData::Address(address.clone())),
        _ => json.remove("data").map(FeatureData::Inline),
    };
    FeatureSource {
        data,
        filter: json.get("filter").and_then(filter),
        generate_ids: json.get("generateId").and_then(Json::as_bool) == Some(true),
        buffer: json.get("buffer").and_then(Json::as_f64),
        clusters: clusters(json),
    }
}

/// The filter; `None` if it is not valid. A type mismatch does not make it invalid.
fn filter(json: &Json) -> Option<FeatureFilter> {
    let parsed = expression::parsed_filter(json).ok()?;
    let typed = expression::typed(filter_zoom::hide(parsed.clone()), Some(&maplibre_expr::Type::Boolean), false);
    let mut keys = Keys::default();
    let expression = expression::compile(&typed.map_or(parsed, filter_zoom::reveal), &mut keys);
    Some(FeatureFilter { expression, keys })
}

/// The cluster settings; `None` if points are not clustered.
fn clusters(json: &Map<String, Json>) -> Option<ClusterSettings> {
    if json.get("cluster").and_then(Json::as_bool) != Some(true) {
        return None;
    }
    let number = |key: &str| json.get(key).and_then(Json::as_f64).filter(|n| n.is_finite());
    let default = ClusterSettings::default();
    // By default, clusters end one zoom before the source's maximum zoom.
    let deepest = number("maxzoom").map_or(f64::from(default.max_zoom), |zoom| zoom - 1.0);
    let mut keys = Keys::default();
    let properties = json.get("clusterProperties").and_then(Json::as_object).into_iter().flatten();
    let properties = properties.filter_map(|(name, json)| property(name, json, &mut keys)).collect();
    Some(ClusterSettings {
        radius: number("clusterRadius").filter(|r| *r > 0.0).unwrap_or(default.radius),
        max_zoom: number("clusterMaxZoom").unwrap_or(deepest).clamp(0.0, 24.0) as u8,
        min_points: number("clusterMinPoints").map_or(default.min_points, |n| n.clamp(2.0, f64::from(u32::MAX)) as u32),
        properties,
        keys,
    })
}

/// A property of clusters: `[operator, map]`, where the operator may be a complete expression.
fn property(name: &str, json: &Json, keys: &mut Keys) -> Option<ClusterProperty> {
    let [operator, map] = json.as_array()?.as_slice() else { return None };
    let reduce = match operator {
        Json::String(operator) => json!([operator, ["accumulated"], ["get", name]]),
        other => other.clone(),
    };
    let mut compile = |json: &Json| Some(expression::compile(&expression::checked(json, None, false).ok()?, keys));
    Some(ClusterProperty { name: name.to_owned(), map: compile(map)?, reduce: compile(&accumulating(&reduce))? })
}

/// `json` with every `["accumulated"]` replaced by a read of the property that contains the accumulated value.
fn accumulating(json: &Json) -> Json {
    match json {
        Json::Array(items) if matches!(items.as_slice(), [Json::String(op)] if op == "accumulated") => {
            json!(["get", ACCUMULATED])
        }
        Json::Array(items) => items.iter().map(accumulating).collect(),
        other => other.clone(),
    }
}
