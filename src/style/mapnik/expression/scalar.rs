//! The values of Mapnik's expressions and their conversions.

use std::borrow::Cow;

use super::number_text::number_text;
use crate::style::expression::Value;

/// A value with Mapnik's types: integers and doubles are apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    Double(f64),
    Text(Cow<'a, str>),
}

impl<'a> Scalar<'a> {
    /// The value of a field. Numbers without a fraction are integers.
    pub(super) fn of_field(value: &'a Value<'a>) -> Self {
        match value {
            Value::Bool(it) => Self::Bool(*it),
            Value::Number(it) if it.fract() == 0.0 && it.abs() < 9.2e18 => Self::Integer(*it as i64),
            Value::Number(it) => Self::Double(*it),
            Value::String(it) => Self::Text(Cow::Borrowed(it)),
            Value::Null | Value::Color(_) | Value::Compound(_) => Self::Null,
        }
    }

    /// This value, borrowed.
    pub(super) fn borrowed(&'a self) -> Self {
        match self {
            Self::Text(it) => Self::Text(Cow::Borrowed(it)),
            Self::Null => Self::Null,
            Self::Bool(it) => Self::Bool(*it),
            Self::Integer(it) => Self::Integer(*it),
            Self::Double(it) => Self::Double(*it),
        }
    }

    /// As a value of karto's expressions.
    pub(super) fn into_value(self) -> Value<'a> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(it) => Value::Bool(it),
            Self::Integer(it) => Value::Number(it as f64),
            Self::Double(it) => Value::Number(it),
            Self::Text(it) => Value::String(it),
        }
    }

    /// Whether it counts as true: numbers except 0, texts except the empty one.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(it) => *it,
            Self::Integer(it) => *it != 0,
            Self::Double(it) => *it != 0.0,
            Self::Text(it) => !it.is_empty(),
        }
    }

    /// As a number; 0 for what is none.
    pub(super) fn to_double(&self) -> f64 {
        match self {
            Self::Null => 0.0,
            Self::Bool(it) => f64::from(u8::from(*it)),
            Self::Integer(it) => *it as f64,
            Self::Double(it) => *it,
            Self::Text(it) => it.trim().parse().unwrap_or(0.0),
        }
    }

    /// As a whole number; 0 for what is none.
    pub(super) fn to_integer(&self) -> i64 {
        match self {
            Self::Null => 0,
            Self::Bool(it) => i64::from(*it),
            Self::Integer(it) => *it,
            // What does not fit becomes the least integer.
            Self::Double(it) if it.is_nan() || it.abs() >= 9.2e18 => i64::MIN,
            // Mapnik adds a half to the floor and cuts off the fraction: -2.0 becomes -1.
            Self::Double(it) => (it.floor() + 0.5) as i64,
            Self::Text(it) => it.trim().parse().unwrap_or(0),
        }
    }

    /// As a text.
    pub(super) fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Null => Cow::Borrowed(""),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::Integer(it) => Cow::Owned(it.to_string()),
            Self::Double(it) => Cow::Owned(number_text(it)),
            Self::Text(it) => it,
        }
    }
}
