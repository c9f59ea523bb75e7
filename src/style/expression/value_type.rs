//! Types of values.

use super::value::{Compound, Value};

/// The type that an assertion requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::style) enum ValueType {
    /// Any type.
    Any,
    Null,
    Bool,
    Number,
    String,
    Color,
    Object,
    /// A list of items of one type, optionally of a fixed length.
    List(Box<ValueType>, Option<usize>),
    Image,
    Formatted,
    Numbers,
    Colors,
    Padding,
    Projection,
}

impl ValueType {
    /// Whether `value` has this type.
    pub(crate) fn includes(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Any, _)
            | (Self::Null, Value::Null)
            | (Self::Bool, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Color, Value::Color(_)) => true,
            (_, Value::Compound(compound)) => self.includes_compound(compound),
            _ => false,
        }
    }

    fn includes_compound(&self, compound: &Compound) -> bool {
        match (self, compound) {
            (Self::List(item, length), Compound::List(items)) => {
                length.is_none_or(|length| length == items.len()) && items.iter().all(|i| item.includes(i))
            }
            (Self::Object, Compound::Object(_))
            | (Self::Image, Compound::Image(_))
            | (Self::Formatted, Compound::Formatted(_))
            | (Self::Numbers, Compound::Numbers(_))
            | (Self::Colors, Compound::Colors(_))
            | (Self::Padding, Compound::Padding(_))
            | (Self::Projection, Compound::Projection(_)) => true,
            _ => false,
        }
    }

    /// The name in error messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Any => "value",
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Color => "color",
            Self::Object => "object",
            Self::List(..) => "array",
            Self::Image => "resolvedImage",
            Self::Formatted => "formatted",
            Self::Numbers => "numberArray",
            Self::Colors => "colorArray",
            Self::Padding => "padding",
            Self::Projection => "projectionDefinition",
        }
    }
}
