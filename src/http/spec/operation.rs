//! What the operations of all paths have in common.

use serde_json::{Value, json};

/// The content type of JSON documents.
pub(super) const JSON: &str = "application/json; charset=utf-8";

/// A path that is read with GET, and that monitoring probes.
pub(super) fn operation(mut get: Value) -> Value {
    get["x-monitor"] = true.into();
    json!({ "get": get })
}
