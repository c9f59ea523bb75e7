//! Compares values with those that Mapnik itself found: `KARTO_MAPNIK_VALUES` names a file with one JSON line for each
//! expression, `{"text": …, "fields": {…}, "value": …}`, or `"error": true`. `tests/mapnik/expressions.mjs` writes it.

use serde_json::Value as Json;

use super::{parse, tests::value_for};
use crate::style::expression::{Keys, Value};

#[test]
fn values_are_those_of_mapnik() {
    let Some(file) = std::env::var_os("KARTO_MAPNIK_VALUES") else { return };
    let lines = std::fs::read_to_string(file).expect("the file");
    let (mut count, mut wrong) = (0, Vec::new());
    for line in lines.lines() {
        let case: Json = serde_json::from_str(line).expect("JSON");
        let text = case["text"].as_str().expect("a text");
        let mut keys = Keys::default();
        let parsed = parse(text, &mut keys);
        let fields = case["fields"].as_object().expect("fields");
        let fields: Vec<(&str, Value<'static>)> =
            fields.iter().map(|(name, value)| (name.as_str(), Value::from_json(value))).collect();
        let found = value_for(parsed, &keys, &fields);
        count += 1;
        if !agree(&found, &case) {
            wrong.push(format!("{text} with {}: {found:?} instead of {}", case["fields"], case["value"]));
        }
    }
    println!("{count} expressions, {} different", wrong.len());
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

fn agree(found: &Result<Value<'static>, String>, case: &Json) -> bool {
    match found {
        Err(_) => case["error"] == true,
        Ok(_) if case["error"] == true => false,
        Ok(Value::Number(number)) => match case["value"].as_f64() {
            // The last digits of functions depend on the library.
            Some(expected) => (number - expected).abs() <= expected.abs() * 1e-14,
            // JavaScript shows NaN and infinity as null.
            None => case["value"].is_null() && !number.is_finite(),
        },
        Ok(value) => *value == Value::from_json(&case["value"]),
    }
}
