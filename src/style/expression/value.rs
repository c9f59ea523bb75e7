//! Values of expressions.

use std::{borrow::Cow, collections::BTreeMap};

use crate::style::{AnchorOffsets, Color, Formatted, Image};

/// A value in expressions. Strings are borrowed from the tile or from the style if possible, so that common expressions
/// do not allocate.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// No value, such as a property that the feature does not have.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number. All numbers are doubles, as in JavaScript.
    Number(f64),
    /// Text.
    String(Cow<'a, str>),
    /// A color.
    Color(Color),
    /// All rarer types.
    Compound(Cow<'a, Compound>),
}

/// A composite value.
#[derive(Debug, Clone, PartialEq)]
pub enum Compound {
    /// A list of values.
    List(Vec<Value<'static>>),
    /// Values by name.
    Object(BTreeMap<String, Value<'static>>),
    /// An image, identified by its name.
    Image(Image),
    /// Text in sections.
    Formatted(Formatted),
    /// Numbers of a property that accepts one or several.
    Numbers(Vec<f64>),
    /// Colors of a property that accepts one or several.
    Colors(Vec<Color>),
    /// Top, right, bottom, left in CSS pixels.
    Padding([f64; 4]),
    /// Anchors with their offsets.
    Anchors(AnchorOffsets),
    /// A projection, possibly in transition between two.
    Projection(Box<Projection>),
}

/// A map projection.
#[derive(Debug, Clone, PartialEq)]
pub enum Projection {
    /// One projection.
    Named(String),
    /// A transition between two projections.
    Between {
        /// The projection at 0.
        from: String,
        /// The projection at 1.
        to: String,
        /// Progress, 0 to 1.
        transition: f64,
    },
}

impl From<Compound> for Value<'_> {
    fn from(compound: Compound) -> Self {
        Self::Compound(Cow::Owned(compound))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::String(Cow::Owned(text))
    }
}

impl<'a> Value<'a> {
    /// This value, borrowed.
    pub fn borrowed(&'a self) -> Value<'a> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(b) => Value::Bool(*b),
            Value::Number(n) => Value::Number(*n),
            Value::String(s) => Value::String(Cow::Borrowed(s)),
            Value::Color(c) => Value::Color(*c),
            Value::Compound(v) => Value::Compound(Cow::Borrowed(v)),
        }
    }

    /// This value, owned.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(b) => Value::Bool(b),
            Value::Number(n) => Value::Number(n),
            Value::String(s) => Value::String(Cow::Owned(s.into_owned())),
            Value::Color(c) => Value::Color(c),
            Value::Compound(v) => Value::Compound(Cow::Owned(v.into_owned())),
        }
    }

    /// Whether the value is truthy: everything except null, `false`, 0, NaN and the empty string.
    pub fn is_truthy(&self) -> bool {
        match self {
            Value::Null => false,
            Value::Bool(b) => *b,
            Value::Number(n) => *n != 0.0 && !n.is_nan(),
            Value::String(s) => !s.is_empty(),
            Value::Color(_) | Value::Compound(_) => true,
        }
    }

    /// The number, if the value is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The text, if the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(s) => Some(s),
            _ => None,
        }
    }

    /// The composite value, if it is one.
    pub fn as_compound(&self) -> Option<&Compound> {
        match self {
            Value::Compound(compound) => Some(compound),
            _ => None,
        }
    }

    /// The name of the type in error messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Color(_) => "color",
            Value::Compound(v) => match v.as_ref() {
                Compound::List(_) | Compound::Anchors(_) => "array",
                Compound::Object(_) => "object",
                Compound::Image(_) => "resolvedImage",
                Compound::Formatted(_) => "formatted",
                Compound::Numbers(_) => "numberArray",
                Compound::Colors(_) => "colorArray",
                Compound::Padding(_) => "padding",
                Compound::Projection(_) => "projectionDefinition",
            },
        }
    }
}
