//! Conversion of values to text and JSON.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::value::{Compound, Projection, Value};

impl<'a> Value<'a> {
    /// The text of the value in labels: JSON for lists and objects, empty for null.
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Value::Null => Cow::Borrowed(""),
            Value::Bool(true) => Cow::Borrowed("true"),
            Value::Bool(false) => Cow::Borrowed("false"),
            Value::Number(n) => Cow::Owned(number_text(n)),
            Value::String(s) => s,
            Value::Color(c) => Cow::Owned(c.to_string()),
            Value::Compound(v) => Cow::Owned(compound_text(&v)),
        }
    }

    /// Converts a JSON literal to a value.
    pub fn from_json(json: &Json) -> Value<'static> {
        match json {
            Json::Null => Value::Null,
            Json::Bool(b) => Value::Bool(*b),
            Json::Number(n) => n.as_f64().map_or(Value::Null, Value::Number),
            Json::String(s) => s.clone().into(),
            Json::Array(items) => Compound::List(items.iter().map(Value::from_json).collect()).into(),
            Json::Object(fields) => {
                Compound::Object(fields.iter().map(|(k, v)| (k.clone(), Value::from_json(v))).collect()).into()
            }
        }
    }

    /// Converts the value to JSON; types that JSON lacks become strings.
    pub(in crate::style) fn to_json(&self) -> Json {
        match self {
            Value::Null => Json::Null,
            Value::Bool(b) => Json::Bool(*b),
            Value::Number(n) => number_json(*n),
            Value::String(s) => Json::from(s.as_ref()),
            Value::Color(c) => Json::from(c.to_string()),
            Value::Compound(v) => match v.as_ref() {
                Compound::List(items) => items.iter().map(Value::to_json).collect(),
                Compound::Object(fields) => fields.iter().map(|(k, v)| (k.clone(), v.to_json())).collect(),
                Compound::Anchors(all) => {
                    all.0.iter().flat_map(|a| [json!(a.anchor.name()), json!(a.offset.map(number_json))]).collect()
                }
                other => Json::from(compound_text(other)),
            },
        }
    }
}

fn compound_text(compound: &Compound) -> String {
    let join = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join(",");
    match compound {
        Compound::List(_) | Compound::Object(_) | Compound::Anchors(_) => {
            Value::Compound(Cow::Borrowed(compound)).to_json().to_string()
        }
        Compound::Image(image) => image.name.clone(),
        Compound::Formatted(formatted) => formatted.text(),
        Compound::Numbers(numbers) => join(&mut numbers.iter().map(|n| number_text(*n))),
        Compound::Padding(sides) => join(&mut sides.iter().map(|n| number_text(*n))),
        Compound::Colors(colors) => join(&mut colors.iter().map(ToString::to_string)),
        Compound::Projection(projection) => match projection.as_ref() {
            Projection::Named(name) => name.clone(),
            Projection::Between { from, to, transition } => json!([from, to, transition]).to_string(),
        },
    }
}

/// Formats a number as in JavaScript's JSON: without a fraction if it is whole.
pub fn number_json(n: f64) -> Json {
    if n == n.trunc() && n.abs() < 9e15 { json!(n as i64) } else { json!(n) }
}

/// Formats a number like JavaScript's `String(n)` (ECMA-262, `Number::toString`).
fn number_text(n: f64) -> String {
    // Whole numbers are the common case; this also writes -0 as 0.
    if n == n.trunc() && n.abs() < 1e15 {
        return (n as i64).to_string();
    }
    if n.is_infinite() {
        return if n > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    // Like ECMA-262, Rust writes the shortest digits that parse to the same number: `1.25e-7`.
    let scientific = format!("{n:e}");
    let exponent = scientific.split_once('e').and_then(|(_, exponent)| exponent.parse::<i32>().ok());
    match exponent {
        Some(21..) => scientific.replace('e', "e+"),
        Some(..-6) => scientific,
        // NaN has no exponent and is written as `NaN`.
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numbers_are_written_as_in_javascript() {
        let written = [
            (0.0, "0"),
            (-0.0, "0"),
            (-12.0, "-12"),
            (0.1 + 0.2, "0.30000000000000004"),
            (-1.5, "-1.5"),
            (1e15, "1000000000000000"),
            (1e20, "100000000000000000000"),
            (1.5e21, "1.5e+21"),
            (1e21, "1e+21"),
            (-1e300, "-1e+300"),
            (0.000001, "0.000001"),
            (0.00000125, "0.00000125"),
            (1e-7, "1e-7"),
            (-1.25e-9, "-1.25e-9"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (number, text) in written {
            assert_eq!(number_text(number), text);
        }
    }
}
