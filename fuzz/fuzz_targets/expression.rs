//! MapLibre expressions and functions, compiled and evaluated.
#![no_main]

use karto::style::{expression::Context, maplibre::PropertyExpression};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|text: &str| {
    let Ok(expression) = serde_json::from_str(text) else { return };
    let kinds = ["number", "string", "color", "boolean", "formatted", "resolvedImage", "padding"];
    for kind in kinds {
        let spec = json!({"type": kind, "property-type": "data-driven",
            "expression": {"interpolated": true, "parameters": ["zoom", "feature"]}});
        if let Ok(property) = PropertyExpression::compile(&expression, &spec) {
            let _ = property.expression.evaluate(&Context::at_zoom(3.5));
        }
    }
});
