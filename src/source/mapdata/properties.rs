//! Properties of external data, which its features inherit.

use serde_json::{Map, Value};

/// The most inherited properties, and the longest text of one, in bytes: each feature gets a copy.
const MAX_PROPERTIES: usize = 32;
const MAX_TEXT: usize = 1024;

/// The properties that features inherit: texts, numbers and booleans, within limits.
pub(super) fn inherited(properties: Option<Value>) -> Map<String, Value> {
    let Some(Value::Object(properties)) = properties else { return Map::new() };
    let fits = |value: &Value| match value {
        Value::String(text) => text.len() <= MAX_TEXT,
        Value::Number(_) | Value::Bool(_) => true,
        _ => false,
    };
    properties.into_iter().filter(|(key, value)| key.len() <= MAX_TEXT && fits(value)).take(MAX_PROPERTIES).collect()
}

/// Adds `inherited` to a feature; its own properties win.
pub(super) fn inherit(feature: &mut Map<String, Value>, inherited: &Map<String, Value>) {
    if let Some(Value::Object(own)) = feature.get_mut("properties") {
        for (key, value) in inherited {
            if !own.contains_key(key) {
                own.insert(key.clone(), value.clone());
            }
        }
    }
}
