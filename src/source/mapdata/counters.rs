//! Markers that are numbered: `marker-symbol` `-number` and `-letter`.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// The last number, and the last letter. Later markers repeat it, as in Kartographer.
const LAST_NUMBER: u32 = 99;
const LAST_LETTER: u32 = 26;

/// The longest name of a counter, in bytes.
const MAX_NAME: usize = 255;

/// Replaces counters by numbers (`1` to `99`) and letters (`a` to `z`), in the order of the features. Each symbol has a
/// counter of its own: `-number` and `-number-food` count separately. Wikis replace the counters of their own pages;
/// those of other data are left to karto.
pub(super) fn count(features: &mut [Map<String, Value>]) {
    let mut counters: HashMap<String, u32> = HashMap::new();
    for feature in features {
        let Some(Value::String(symbol)) = feature.get_mut("properties").and_then(|p| p.get_mut("marker-symbol")) else {
            continue;
        };
        let last = match symbol.get(..7) {
            Some("-number") => LAST_NUMBER,
            Some("-letter") => LAST_LETTER,
            _ => continue,
        };
        if symbol.len() > MAX_NAME {
            continue;
        }
        let count = counters.entry(symbol.clone()).or_default();
        *count = (*count + 1).min(last);
        *symbol = if last == LAST_NUMBER {
            count.to_string()
        } else {
            char::from_u32(u32::from('a') + *count - 1).map(String::from).unwrap_or_default()
        };
    }
}
