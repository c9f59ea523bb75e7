//! Scalar property types (numbers, keywords, colors), and lists of them.

use super::value::PropertyValue;
use crate::style::{
    Color,
    expression::{Compound, Value},
};

impl PropertyValue for f64 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        value.as_number().filter(|n| n.is_finite())
    }
}

impl PropertyValue for bool {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Bool(b) => Some(b),
            _ => None,
        }
    }
}

impl PropertyValue for Color {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Color(c) => Some(c),
            Value::String(s) => Self::parse(&s),
            _ => None,
        }
    }
}

impl PropertyValue for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::String(s) => Some(s.into_owned()),
            _ => None,
        }
    }
}

impl<T: PropertyValue> PropertyValue for Option<T> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

impl<const N: usize> PropertyValue for [f64; N] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Vec::<f64>::from_value(value)?.try_into().ok()
    }
}

impl<T: PropertyValue> PropertyValue for Vec<T> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value.as_compound()? {
            Compound::List(items) => items.iter().map(|item| T::from_value(item.borrowed())).collect(),
            Compound::Numbers(items) => items.iter().map(|n| T::from_value(Value::Number(*n))).collect(),
            _ => None,
        }
    }
}
