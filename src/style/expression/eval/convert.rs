//! Conversions between types of values.

use crate::style::{
    AnchorOffsets, Color, Formatted, Image, Section,
    expression::{
        context::Context,
        failure::Failure,
        value::{Compound, Value},
    },
};

/// Converts a CSS string, or a list of three or four channels (0 to 255, alpha 0 to 1), to a color.
pub(super) fn to_color(value: &Value<'_>) -> Result<Color, Failure> {
    match value {
        Value::Color(color) => Ok(*color),
        Value::String(text) => {
            Color::parse(text).ok_or_else(|| Failure::other(format!("Could not parse color from value '{text}'")))
        }
        other => match other.as_compound() {
            Some(Compound::List(channels)) => color_of_channels(channels)
                .map_err(|reason| Failure::other(format!("Invalid rgba value {}: {reason}", other.to_json()))),
            _ => Err(Failure::other(format!("Could not parse color from value '{}'", other.to_json()))),
        },
    }
}

fn color_of_channels(channels: &[Value<'_>]) -> Result<Color, &'static str> {
    let within = |value: &Value<'_>, most: f64| value.as_number().filter(|n| (0.0..=most).contains(n));
    let (rgb, alpha) = match channels {
        [r, g, b] => ([r, g, b], Some(1.0)),
        [r, g, b, a] => ([r, g, b], within(a, 1.0)),
        _ => return Err("expected an array containing either three or four numeric values."),
    };
    let [Some(r), Some(g), Some(b)] = rgb.map(|channel| within(channel, 255.0)) else {
        return Err("'r', 'g', and 'b' must be between 0 and 255.");
    };
    let alpha = alpha.ok_or("'a' must be between 0 and 1.")?;
    Ok(Color::from_bytes([r, g, b], alpha))
}

/// Converts a string to a color; other values stay unchanged.
pub(super) fn string_to_color(value: Value<'_>) -> Result<Value<'_>, Failure> {
    match value {
        Value::String(_) => to_color(&value).map(Value::Color),
        other => Ok(other),
    }
}

/// Converts a value's text to formatted text with one section. Formatted text stays unchanged.
pub(super) fn to_formatted(value: Value<'_>) -> Value<'_> {
    match value.as_compound() {
        Some(Compound::Formatted(_)) => value,
        _ => Compound::Formatted(Formatted { sections: vec![to_section(value)] }).into(),
    }
}

/// Converts an image, or the value's text, to a section.
pub(super) fn to_section(value: Value<'_>) -> Section {
    match value.as_compound() {
        Some(Compound::Image(image)) => Section { image: Some(image.clone()), ..Section::default() },
        _ => Section { text: value.into_text().into_owned(), ..Section::default() },
    }
}

/// Converts a value's text to the image with that name.
pub(super) fn to_image<'a>(value: Value<'a>, context: &Context<'_>) -> Value<'a> {
    match value.as_compound() {
        Some(Compound::Image(_)) => value,
        _ => {
            let name = value.into_text().into_owned();
            let available = context.has_image(&name);
            Compound::Image(Image { name, available }).into()
        }
    }
}

/// Converts a list that alternates between anchors and offsets (lists of two numbers) to anchors.
pub(super) fn to_anchors(value: &Value<'_>) -> Result<AnchorOffsets, Failure> {
    let anchors = match value.as_compound() {
        Some(Compound::Anchors(anchors)) => Some(anchors.clone()),
        Some(Compound::List(items)) => AnchorOffsets::of_list(items),
        _ => None,
    };
    anchors.ok_or_else(|| {
        let found = value.to_json();
        Failure::other(format!("Could not parse variableAnchorOffsetCollection from value '{found}'"))
    })
}
