//! Answers of the MediaWiki API.

use serde_json::{Map, Value};

use super::{error::MapdataError, public_text};

/// The groups `names` in the answer to `query`, in their order. Groups that the page does not have are left out.
pub(super) fn groups(body: &[u8], names: &[String], query: &Map<String, Value>) -> Result<Vec<Value>, MapdataError> {
    let invalid = || MapdataError::Invalid(serde_json::to_string(query).unwrap_or_default());
    let mut answer: Value = serde_json::from_slice(body).map_err(|_| invalid())?;
    if let Some(error) = error(&answer) {
        return Err(MapdataError::Api(error));
    }
    let mut groups = match answer.pointer_mut("/query/pages/0/mapdata").map(Value::take) {
        // A page with maps, but without these groups, has an empty list in place of an object.
        Some(Value::String(text)) if !text.is_empty() => match serde_json::from_str(&text) {
            Ok(Value::Object(groups)) => groups,
            Ok(Value::Array(list)) if list.is_empty() => Map::new(),
            _ => return Err(invalid()),
        },
        Some(Value::Object(groups)) => groups,
        _ => return Err(invalid()),
    };
    Ok(names.iter().filter_map(|name| groups.remove(name)).filter(is_given).collect())
}

/// The GeoJSON of a page of map data (`Data:….map`).
pub(super) fn page(body: &[u8]) -> Result<Value, PageProblem> {
    let mut answer: Value = serde_json::from_slice(body).map_err(|_| PageProblem::NoData)?;
    if let Some(error) = error(&answer) {
        return Err(PageProblem::Api(error));
    }
    answer.pointer_mut("/jsondata/data").map(Value::take).filter(is_given).ok_or(PageProblem::NoData)
}

/// A page of map data cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageProblem {
    /// The API says that it cannot answer.
    #[error("the API answers: {0}")]
    Api(String),
    /// There is no data in the answer.
    #[error("the answer of the API has no data")]
    NoData,
}

/// The error in an answer.
fn error(answer: &Value) -> Option<String> {
    let error = answer.get("error").filter(|error| is_given(error))?;
    let text = ["info", "code"].iter().find_map(|key| error.get(*key)?.as_str().filter(|text| !text.is_empty()));
    Some(public_text::shortened(text.unwrap_or("unknown error")))
}

/// Whether JavaScript takes a group for one that is there.
fn is_given(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value.as_str() != Some("") && value.as_f64() != Some(0.0)
}
