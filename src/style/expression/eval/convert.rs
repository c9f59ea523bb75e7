//! Values of one type made of those of another.

use crate::style::{
    AnchorOffsets, Color, Formatted, Image, Section,
    expression::{
        context::Context,
        failure::Failure,
        value::{Compound, Value},
    },
};

/// The color that a string writes in CSS, or of three or four channels (0 to 255, alpha 0 to 1).
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

/// The color of a string; other values as they are.
pub(super) fn string_to_color(value: Value<'_>) -> Result<Value<'_>, Failure> {
    match value {
        Value::String(_) => to_color(&value).map(Value::Color),
        other => Ok(other),
    }
}

/// The value's text as formatted text of one section, if it is not formatted already.
pub(super) fn to_formatted(value: Value<'_>) -> Value<'_> {
    match value.as_compound() {
        Some(Compound::Formatted(_)) => value,
        _ => Compound::Formatted(Formatted { sections: vec![to_section(value)] }).into(),
    }
}

/// An image, or the value's text.
pub(super) fn to_section(value: Value<'_>) -> Section {
    match value.as_compound() {
        Some(Compound::Image(image)) => Section { image: Some(image.clone()), ..Section::default() },
        _ => Section { text: value.into_text().into_owned(), ..Section::default() },
    }
}

/// The image that is called as the value's text.
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

/// The anchors of a list in which each is followed by its offset, itself a list of two numbers.
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
