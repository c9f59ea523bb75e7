//! JSON in and out of the evaluator, as the specification's test-suite writes values.

use maplibre_expr::{Color, Projection, Value};
use serde_json::{Value as Json, json};

/// `JSON.stringify` of an array or object.
pub fn stringify(value: &Value) -> String {
    plain(value).to_string()
}

/// Numbers without a fraction are written without one, as JavaScript does.
pub fn number(n: f64) -> Json {
    if n == n.trunc() && n.abs() < 9e15 { json!(n as i64) } else { json!(n) }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Number(n) => number(*n),
        Value::String(s) => Json::String(s.clone()),
        Value::Bool(b) => Json::Bool(*b),
        Value::Array(items) => Json::Array(items.iter().map(plain).collect()),
        Value::Object(fields) => Json::Object(fields.iter().map(|(k, v)| (k.clone(), plain(v))).collect()),
        Value::Null => Json::Null,
        other => Json::String(other.to_string()),
    }
}

/// An output in the form in which the specification's tests expect it: colours premultiplied as
/// `[r, g, b, a]`, images and formatted text as objects.
pub fn output(value: &Value) -> Json {
    let rgba = |c: &Color| json!({"r": c.r, "g": c.g, "b": c.b, "a": c.a});
    match value {
        Value::Color(c) => Json::Array(c.to_rgba_unit().iter().map(|n| json!(n)).collect()),
        Value::Array(items) => Json::Array(items.iter().map(output).collect()),
        Value::Object(fields) => Json::Object(fields.iter().map(|(k, v)| (k.clone(), output(v))).collect()),
        // No image has no name.
        Value::Image { name, .. } if name.is_empty() => Json::Null,
        Value::Image { name, available } => json!({"name": name, "available": available}),
        Value::NumberArray(v) => json!({"values": v}),
        Value::Padding(v) => json!({"values": v}),
        Value::ColorArray(v) => json!({"values": v.iter().map(rgba).collect::<Vec<_>>()}),
        Value::Projection(Projection::Named(name)) => json!(name),
        Value::Projection(Projection::Transition { from, to, transition }) => {
            json!({"from": from, "to": to, "transition": transition})
        }
        Value::Formatted(sections) => json!({"sections": sections.iter().map(|s| json!({
            "text": s.text,
            "image": s.image.as_ref().map(|(name, available)| json!({"name": name, "available": available})),
            "scale": s.scale,
            "fontStack": s.font_stack,
            "textColor": s.text_color.as_ref().map(rgba),
            "verticalAlign": s.vertical_align,
        })).collect::<Vec<_>>()}),
        Value::Collator { .. } => Json::Null,
        Value::Number(n) => number(*n),
        Value::Null | Value::Bool(_) | Value::String(_) => plain(value),
    }
}
