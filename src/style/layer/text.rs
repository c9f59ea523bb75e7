//! Property values made of parts: formatted text, images, paddings, anchors with offsets.

use maplibre_expr::Value as Reference;

use super::Anchor;
use crate::style::{Color, PropertyValue, expression::Value};

/// Text in sections that may differ in font, size and colour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Formatted {
    /// The sections in reading order.
    pub sections: Vec<Section>,
}

/// One section: text or an image within the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The text; empty where the section is an image.
    pub text: String,
    /// Name of the image.
    pub image: Option<String>,
    /// Factor on `text-size`.
    pub scale: Option<f64>,
    /// Fonts instead of `text-font`.
    pub font: Option<Vec<String>>,
    /// Colour instead of `text-color`.
    pub color: Option<Color>,
    /// `top`, `center` or `bottom` instead of the baseline.
    pub vertical_align: Option<String>,
}

impl Formatted {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.sections.iter().all(|s| s.text.is_empty() && s.image.is_none())
    }
}

impl PropertyValue for Formatted {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        if let Value::Complex(v) = value
            && let Reference::Formatted(sections) = v.as_ref()
        {
            let sections = sections.iter().map(|s| Section {
                text: s.text.clone(),
                image: s.image.as_ref().map(|(name, _)| name.clone()),
                scale: s.scale,
                font: s.font_stack.as_ref().map(|f| f.split(',').map(|n| n.trim().to_owned()).collect()),
                color: s.text_color,
                vertical_align: s.vertical_align.clone(),
            });
            return Some(Self { sections: sections.collect() });
        }
        let text = match value {
            Value::Null => return Some(Self::default()),
            other => other.borrowed().into_text().into_owned(),
        };
        Some(Self { sections: vec![Section { text, ..Section::default() }] })
    }

    fn neutral() -> Self {
        Self::default()
    }
}

/// A named image of a sprite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its name, with the sprite's id before a colon unless that is `default`.
    pub name: String,
}

impl PropertyValue for Image {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        let name = match value {
            Value::String(s) => s.to_string(),
            Value::Complex(v) => match v.as_ref() {
                Reference::Image { name, .. } => name.clone(),
                _ => return None,
            },
            _ => return None,
        };
        Some(Self { name })
    }

    fn neutral() -> Self {
        Self { name: String::new() }
    }
}

/// `icon-padding`: top, right, bottom, left in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Padding(pub [f64; 4]);

impl PropertyValue for Padding {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Number(n) => Some(Self([*n; 4])),
            Value::Complex(v) => match v.as_ref() {
                Reference::Padding(p) => Some(Self(*p)),
                _ => match *Vec::<f64>::from_value(value)? {
                    [all] => Some(Self([all; 4])),
                    [y, x] => Some(Self([y, x, y, x])),
                    [top, x, bottom] => Some(Self([top, x, bottom, x])),
                    [top, right, bottom, left] => Some(Self([top, right, bottom, left])),
                    _ => None,
                },
            },
            _ => None,
        }
    }

    fn neutral() -> Self {
        Self([0.0; 4])
    }
}

/// One candidate of `text-variable-anchor-offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnchorOffset {
    /// The anchor.
    pub anchor: Anchor,
    /// Its offset in ems, positive to the right and down.
    pub offset: [f64; 2],
}

/// `text-variable-anchor-offset`: candidates in order of preference.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnchorOffsets(pub Vec<AnchorOffset>);

impl PropertyValue for AnchorOffsets {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        let Value::Complex(v) = value else { return None };
        let Reference::Array(items) = v.as_ref() else { return None };
        let pairs = items.chunks(2).map(|pair| {
            let [anchor, offset] = pair else { return None };
            let of = |v: &Reference| Value::from_reference(v.clone());
            Some(AnchorOffset {
                anchor: Anchor::from_value(&of(anchor))?,
                offset: PropertyValue::from_value(&of(offset))?,
            })
        });
        pairs.collect::<Option<_>>().map(Self)
    }

    fn neutral() -> Self {
        Self::default()
    }
}
