//! Conversion between values of `maplibre-expr` and ours.

use maplibre_expr::{Color as TheirColor, FormatSection, Projection as TheirProjection, Type, Value as Theirs};

use crate::style::{
    Color, Formatted, Image, Section, SectionAlign,
    expression::{Compound, Projection, Value, ValueType},
};

pub(super) fn color(color: TheirColor) -> Color {
    Color::new(color.r, color.g, color.b, color.a)
}

fn their_color(color: Color) -> TheirColor {
    TheirColor::new(color.r, color.g, color.b, color.a)
}

/// Converts their value to ours. Collators, which only their evaluator uses, become null.
pub(super) fn ours(value: Theirs) -> Value<'static> {
    let compound = match value {
        Theirs::Null | Theirs::Collator { .. } => return Value::Null,
        Theirs::Bool(b) => return Value::Bool(b),
        Theirs::Number(n) => return Value::Number(n),
        Theirs::String(s) => return s.into(),
        Theirs::Color(c) => return Value::Color(color(c)),
        Theirs::Array(items) => Compound::List(items.into_iter().map(ours).collect()),
        Theirs::Object(fields) => Compound::Object(fields.into_iter().map(|(k, v)| (k, ours(v))).collect()),
        Theirs::Image { name, available } => Compound::Image(Image { name, available }),
        Theirs::Formatted(sections) => {
            Compound::Formatted(Formatted { sections: sections.into_iter().map(section).collect() })
        }
        Theirs::NumberArray(numbers) => Compound::Numbers(numbers),
        Theirs::ColorArray(colors) => Compound::Colors(colors.into_iter().map(color).collect()),
        Theirs::Padding(sides) => Compound::Padding(sides),
        Theirs::Projection(TheirProjection::Named(name)) => Compound::Projection(Box::new(Projection::Named(name))),
        Theirs::Projection(TheirProjection::Transition { from, to, transition }) => {
            Compound::Projection(Box::new(Projection::Between { from, to, transition }))
        }
    };
    compound.into()
}

/// Converts our value to theirs.
pub(super) fn theirs(value: &Value<'_>) -> Theirs {
    match value {
        Value::Null => Theirs::Null,
        Value::Bool(b) => Theirs::Bool(*b),
        Value::Number(n) => Theirs::Number(*n),
        Value::String(s) => Theirs::String(s.to_string()),
        Value::Color(c) => Theirs::Color(their_color(*c)),
        Value::Compound(compound) => match compound.as_ref() {
            Compound::List(items) => Theirs::Array(items.iter().map(theirs).collect()),
            Compound::Object(fields) => Theirs::Object(fields.iter().map(|(k, v)| (k.clone(), theirs(v))).collect()),
            Compound::Image(image) => Theirs::Image { name: image.name.clone(), available: image.available },
            Compound::Formatted(formatted) => Theirs::Formatted(formatted.sections.iter().map(their_section).collect()),
            Compound::Numbers(numbers) => Theirs::NumberArray(numbers.clone()),
            Compound::Colors(colors) => Theirs::ColorArray(colors.iter().copied().map(their_color).collect()),
            Compound::Padding(sides) => Theirs::Padding(*sides),
            Compound::Anchors(anchors) => Theirs::Array(
                anchors
                    .0
                    .iter()
                    .flat_map(|a| {
                        let offset = a.offset.map(Theirs::Number).into();
                        [Theirs::String(a.anchor.name().to_owned()), Theirs::Array(offset)]
                    })
                    .collect(),
            ),
            Compound::Projection(projection) => Theirs::Projection(match projection.as_ref() {
                Projection::Named(name) => TheirProjection::Named(name.clone()),
                Projection::Between { from, to, transition } => {
                    TheirProjection::Transition { from: from.clone(), to: to.clone(), transition: *transition }
                }
            }),
        },
    }
}

fn section(section: FormatSection) -> Section {
    let FormatSection { text, image, scale, font_stack, text_color, vertical_align } = section;
    Section {
        text,
        image: image.map(|(name, available)| Image { name, available }),
        scale,
        fonts: font_stack.map(|names| names.split(',').map(|name| name.trim().to_owned()).collect()),
        color: text_color.map(color),
        align: vertical_align.as_deref().and_then(SectionAlign::parse),
    }
}

fn their_section(section: &Section) -> FormatSection {
    FormatSection {
        text: section.text.clone(),
        image: section.image.as_ref().map(|image| (image.name.clone(), image.available)),
        scale: section.scale,
        font_stack: section.fonts.as_ref().map(|names| names.join(",")),
        text_color: section.color.map(their_color),
        vertical_align: section.align.map(|align| align.name().to_owned()),
    }
}

/// The type that an assertion requires; `None` for types that only their evaluator supports.
pub(super) fn value_type(ty: &Type) -> Option<ValueType> {
    Some(match ty {
        Type::Null => ValueType::Null,
        Type::Number => ValueType::Number,
        Type::String => ValueType::String,
        Type::Boolean => ValueType::Bool,
        Type::Color => ValueType::Color,
        Type::Object => ValueType::Object,
        Type::Value => ValueType::Any,
        Type::Array(item, length) => ValueType::List(Box::new(value_type(item)?), *length),
        Type::ProjectionDefinition => ValueType::Projection,
        Type::Formatted => ValueType::Formatted,
        Type::Padding => ValueType::Padding,
        Type::NumberArray => ValueType::Numbers,
        Type::ColorArray => ValueType::Colors,
        Type::ResolvedImage => ValueType::Image,
        Type::Collator | Type::VariableAnchorOffsetCollection => return None,
    })
}
