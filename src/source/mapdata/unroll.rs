//! From nested GeoJSON to single features.

use serde_json::{Map, Value};

use super::{
    budget::Budget,
    error::MapdataError,
    external::ExternalData,
    feature::{GeoJsonProblem, Piece, is_geometry, of_geometry},
};

/// How deep lists and collections may be nested.
const MAX_DEPTH: usize = 10;

/// Appends the features and the external data of `value`: a list, a `FeatureCollection`, a `Feature`, a geometry, or
/// `ExternalData`. What has `features` is a collection, whatever its type: external data that is already expanded.
pub(super) fn unroll(value: Value, budget: &mut Budget, pieces: &mut Vec<Piece>) -> Result<(), MapdataError> {
    unroll_at(value, 0, budget, pieces)
}

fn unroll_at(value: Value, depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) -> Result<(), MapdataError> {
    if depth > MAX_DEPTH {
        return Err(GeoJsonProblem::TooDeep.into());
    }
    let mut all = |items: Vec<Value>| items.into_iter().try_for_each(|i| unroll_at(i, depth + 1, budget, pieces));
    let mut object = match value {
        Value::Array(items) => return all(items),
        Value::Object(object) => object,
        other => return Err(GeoJsonProblem::of(&other).into()),
    };
    if let Some(Value::Array(features)) = object.get_mut("features") {
        return all(std::mem::take(features));
    }
    match object.get("type").and_then(Value::as_str) {
        Some("Feature") => feature(object, budget, pieces),
        Some("ExternalData") => {
            budget.external()?;
            pieces.push(Piece::External(ExternalData::read(object)));
            Ok(())
        }
        Some(kind) if is_geometry(kind) => feature(of_geometry(Value::Object(object), Map::new()), budget, pieces),
        _ => Err(GeoJsonProblem::of(&Value::Object(object)).into()),
    }
}

/// Appends a feature, if it has a geometry; without one, there is nothing to draw.
fn feature(mut feature: Map<String, Value>, budget: &mut Budget, pieces: &mut Vec<Piece>) -> Result<(), MapdataError> {
    let Some(geometry) = feature.get("geometry").filter(|geometry| geometry.is_object()) else { return Ok(()) };
    budget.feature(geometry)?;
    if !feature.get("properties").is_some_and(Value::is_object) {
        feature.insert("properties".to_owned(), Value::Object(Map::new()));
    }
    pieces.push(Piece::Feature(feature));
    Ok(())
}
