//! What an expression yields.

use std::borrow::Cow;

pub use maplibre_expr::Color;

/// A value of the MapLibre expression language. Strings are borrowed from the tile or from the style
/// wherever that is possible, so that the common expressions allocate nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// No value: a property that the feature does not have.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// All numbers are doubles, as in JavaScript.
    Number(f64),
    /// Text.
    String(Cow<'a, str>),
    /// A colour, not premultiplied, channels `0.0..=1.0`.
    Color(Color),
    /// Everything rarer: arrays, objects, formatted text, images, paddings …
    Complex(Cow<'a, maplibre_expr::Value>),
}

impl<'a> Value<'a> {
    /// Takes over a value of the reference evaluator.
    pub fn from_reference(value: maplibre_expr::Value) -> Value<'static> {
        match value {
            maplibre_expr::Value::Null => Value::Null,
            maplibre_expr::Value::Bool(b) => Value::Bool(b),
            maplibre_expr::Value::Number(n) => Value::Number(n),
            maplibre_expr::Value::String(s) => Value::String(Cow::Owned(s)),
            maplibre_expr::Value::Color(c) => Value::Color(c),
            other => Value::Complex(Cow::Owned(other)),
        }
    }

    /// The value as the reference evaluator has it.
    pub fn to_reference(&self) -> maplibre_expr::Value {
        match self {
            Value::Null => maplibre_expr::Value::Null,
            Value::Bool(b) => maplibre_expr::Value::Bool(*b),
            Value::Number(n) => maplibre_expr::Value::Number(*n),
            Value::String(s) => maplibre_expr::Value::String(s.to_string()),
            Value::Color(c) => maplibre_expr::Value::Color(*c),
            Value::Complex(v) => v.as_ref().clone(),
        }
    }

    /// The same value, borrowing from this one.
    pub fn borrowed(&'a self) -> Value<'a> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(b) => Value::Bool(*b),
            Value::Number(n) => Value::Number(*n),
            Value::String(s) => Value::String(Cow::Borrowed(s)),
            Value::Color(c) => Value::Color(*c),
            Value::Complex(v) => Value::Complex(Cow::Borrowed(v)),
        }
    }

    /// Whether `to-boolean` would say true.
    pub fn is_truthy(&self) -> bool {
        match self {
            Value::Null => false,
            Value::Bool(b) => *b,
            Value::Number(n) => *n != 0.0 && !n.is_nan(),
            Value::String(s) => !s.is_empty(),
            Value::Color(_) | Value::Complex(_) => true,
        }
    }

    /// The text that `to-string` makes of it (JSON for arrays and objects).
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Value::Null => Cow::Borrowed(""),
            Value::Bool(true) => Cow::Borrowed("true"),
            Value::Bool(false) => Cow::Borrowed("false"),
            Value::Number(n) => Cow::Owned(number_text(n)),
            Value::String(s) => s,
            Value::Color(c) => Cow::Owned(c.to_string()),
            Value::Complex(v) => Cow::Owned(match v.as_ref() {
                maplibre_expr::Value::Image { name, .. } => name.clone(),
                maplibre_expr::Value::Formatted(sections) => sections.iter().map(|s| s.text.as_str()).collect(),
                maplibre_expr::Value::Array(_) | maplibre_expr::Value::Object(_) => super::json::stringify(&v),
                other => other.to_string(),
            }),
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(s) => Some(s),
            _ => None,
        }
    }

    /// The type's name in error messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Color(_) => "color",
            Value::Complex(v) => v.type_name(),
        }
    }
}

/// Whether a value is a list of anchors, each followed by its offset.
pub(super) fn is_anchor_offsets(value: &maplibre_expr::Value) -> bool {
    use maplibre_expr::Value::{Array, Number, String};
    const ANCHORS: [&str; 9] =
        ["center", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left", "bottom-right"];
    let Array(items) = value else { return false };
    let (pairs, rest) = items.as_chunks::<2>();
    let is_pair = |[anchor, offset]: &[maplibre_expr::Value; 2]| {
        matches!(anchor, String(a) if ANCHORS.contains(&a.as_str()))
            && matches!(offset, Array(o) if matches!(o.as_slice(), [Number(_), Number(_)]))
    };
    !pairs.is_empty() && rest.is_empty() && pairs.iter().all(is_pair)
}

/// A number as JavaScript's `String(n)` writes it; whole numbers, the common case, without detour.
fn number_text(n: f64) -> String {
    if n == n.trunc() && n.abs() < 1e15 { format!("{}", n as i64) } else { maplibre_expr::format_number(n) }
}
