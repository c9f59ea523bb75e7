//! Values in the form in which the specification's tests expect them.

use serde_json::{Value as Json, json};

use crate::style::{
    Color, Image, Section,
    expression::{Compound, Projection, Value, number_json},
};

/// The value: colors premultiplied as `[r, g, b, a]`, images and formatted text as objects.
pub(super) fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Number(n) => number_json(*n),
        Value::String(s) => json!(s),
        Value::Color(c) => json!([c.r * c.a, c.g * c.a, c.b * c.a, c.a]),
        Value::Compound(compound) => of_compound(compound),
    }
}

fn of_compound(compound: &Compound) -> Json {
    match compound {
        Compound::List(items) => items.iter().map(json).collect(),
        Compound::Object(fields) => fields.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
        // An empty name means no image.
        Compound::Image(image) if image.name.is_empty() => Json::Null,
        Compound::Image(image) => of_image(image),
        Compound::Formatted(text) => json!({"sections": text.sections.iter().map(of_section).collect::<Vec<_>>()}),
        Compound::Numbers(numbers) => json!({"values": numbers}),
        Compound::Padding(sides) => json!({"values": sides}),
        Compound::Colors(colors) => json!({"values": colors.iter().map(straight).collect::<Vec<_>>()}),
        Compound::Anchors(anchors) => {
            let values = anchors.0.iter().flat_map(|a| [json!(a.anchor.name()), json!(a.offset.map(number_json))]);
            json!({"values": values.collect::<Vec<_>>()})
        }
        Compound::Projection(projection) => match projection.as_ref() {
            Projection::Named(name) => json!(name),
            Projection::Between { from, to, transition } => json!({"from": from, "to": to, "transition": transition}),
        },
    }
}

fn straight(color: &Color) -> Json {
    json!({"r": color.r, "g": color.g, "b": color.b, "a": color.a})
}

fn of_image(image: &Image) -> Json {
    json!({"name": image.name, "available": image.available})
}

fn of_section(section: &Section) -> Json {
    json!({
        "text": section.text,
        "image": section.image.as_ref().map(of_image),
        "scale": section.scale,
        "fontStack": section.fonts.as_ref().map(|names| names.join(",")),
        "textColor": section.color.as_ref().map(straight),
        "verticalAlign": section.align.map(|align| align.name()),
    })
}
