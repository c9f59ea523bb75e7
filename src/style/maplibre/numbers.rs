//! Lists of numbers in JSON.

use serde_json::Value as Json;

/// A fixed number of numbers.
pub(super) fn numbers<const N: usize>(json: &Json) -> Option<[f64; N]> {
    let all: Option<Vec<f64>> = json.as_array()?.iter().map(Json::as_f64).collect();
    all?.try_into().ok()
}
