//! Composite property types: text, images, paddings, anchors with offsets, one or several numbers or colors.

use std::borrow::Cow;

use super::value::PropertyValue;
use crate::style::{
    Anchor, AnchorOffsets, Color, Formatted, Image,
    expression::{Compound, Value},
};

/// One or several numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers(pub Vec<f64>);

/// One or several colors.
#[derive(Debug, Clone, PartialEq)]
pub struct Colors(pub Vec<Color>);

/// Padding: top, right, bottom, left in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Padding(pub [f64; 4]);

impl PropertyValue for Numbers {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Number(n) => Some(Self(vec![n])),
            other => Vec::from_value(other).map(Self),
        }
    }
}

impl PropertyValue for Colors {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value.as_compound() {
            Some(Compound::Colors(colors)) => Some(Self(colors.clone())),
            Some(_) => Vec::from_value(value).map(Self),
            None => Color::from_value(value).map(|color| Self(vec![color])),
        }
    }
}

impl PropertyValue for Padding {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Number(all) = value {
            return Some(Self([all; 4]));
        }
        if let Some(Compound::Padding(sides)) = value.as_compound() {
            return Some(Self(*sides));
        }
        match *Vec::<f64>::from_value(value)? {
            [all] => Some(Self([all; 4])),
            [y, x] => Some(Self([y, x, y, x])),
            [top, x, bottom] => Some(Self([top, x, bottom, x])),
            [top, right, bottom, left] => Some(Self([top, right, bottom, left])),
            _ => None,
        }
    }
}

impl PropertyValue for Formatted {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(Self::default()),
            Value::Compound(Cow::Owned(Compound::Formatted(formatted))) => Some(formatted),
            Value::Compound(Cow::Borrowed(Compound::Formatted(formatted))) => Some(formatted.clone()),
            other => Some(Self::plain(other.into_text())),
        }
    }
}

impl PropertyValue for Image {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::String(name) => Some(Self { name: name.into_owned(), available: false }),
            Value::Compound(Cow::Owned(Compound::Image(image))) => Some(image),
            Value::Compound(Cow::Borrowed(Compound::Image(image))) => Some(image.clone()),
            _ => None,
        }
    }
}

impl PropertyValue for Anchor {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
}

impl PropertyValue for AnchorOffsets {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value.as_compound()? {
            Compound::Anchors(anchors) => Some(anchors.clone()),
            Compound::List(items) => Self::of_list(items),
            _ => None,
        }
    }
}
