//! Typed access to the attributes of a symbolizer.

use super::{
    expression,
    map::{Attribute, FaceSet, MapnikSymbolizer},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Span},
    style::{
        BlendMode, Color, Property, PropertyValue,
        expression::{Expression, Keys, Value},
        symbolizer::{PathShape, Transform},
    },
};

/// Reads the attributes of one symbolizer. Every attribute that was not asked for is reported as unknown in the end.
pub(super) struct AttributeReader<'r> {
    /// The symbolizer.
    pub element: &'r MapnikSymbolizer,
    /// The font sets of the map.
    pub font_sets: &'r [FaceSet],
    /// The property names of the layer.
    pub keys: &'r mut Keys,
    /// Where problems are reported.
    pub problems: &'r mut Diagnostics,
    /// The names of the attributes that were asked for.
    pub asked: Vec<&'static str>,
}

impl AttributeReader<'_> {
    /// The attribute as written.
    pub(super) fn raw(&mut self, name: &'static str) -> Option<&Attribute> {
        self.asked.push(name);
        self.element.attributes.iter().find(|it| it.name == name)
    }

    /// A value that may be an expression: `read` converts a literal.
    pub(super) fn value<T: PropertyValue>(
        &mut self,
        name: &'static str,
        default: T,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Property<T> {
        let Some(attribute) = self.raw(name).cloned() else { return Property::unset(default) };
        if let Some(value) = read(attribute.value.trim()) {
            return Property::fixed(value);
        }
        match expression::parse(&attribute.value, self.keys) {
            Ok(parsed) => Property::computed(parsed, default),
            Err(problem) => {
                self.invalid(&attribute, &problem.to_string());
                Property::unset(default)
            }
        }
    }

    /// A number.
    pub(super) fn number(&mut self, name: &'static str, default: f64) -> Property<f64> {
        self.value(name, default, |text| text.parse().ok().filter(|it: &f64| it.is_finite()))
    }

    /// A number, if it is given.
    pub(super) fn given_number(&mut self, name: &'static str) -> Option<Property<f64>> {
        self.raw(name)?;
        Some(self.number(name, 0.0))
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, name: &'static str, default: bool) -> Property<bool> {
        self.value(name, default, |text| match text {
            "true" | "1" | "yes" | "on" => Some(true),
            "false" | "0" | "no" | "off" => Some(false),
            _ => None,
        })
    }

    /// A color.
    pub(super) fn color(&mut self, name: &'static str, default: Color) -> Property<Color> {
        self.value(name, default, Color::parse)
    }

    /// A color, if it is given.
    pub(super) fn given_color(&mut self, name: &'static str) -> Option<Property<Color>> {
        self.raw(name)?;
        Some(self.color(name, Color::new(0.0, 0.0, 0.0, 1.0)))
    }

    /// A keyword of a type whose [`PropertyValue`] conversion accepts its words.
    pub(super) fn keyword<T: PropertyValue>(&mut self, name: &'static str, default: T) -> Property<T> {
        self.value(name, default, |text| T::from_value(Value::from(text)))
    }

    /// A list of numbers separated by commas or blanks.
    pub(super) fn numbers(&mut self, name: &'static str) -> Option<Vec<f64>> {
        let attribute = self.raw(name)?.clone();
        let parts = attribute.value.split([',', ' ']).filter(|it| !it.is_empty());
        let numbers: Result<Vec<f64>, _> = parts.map(str::parse).collect();
        if numbers.is_err() {
            self.invalid(&attribute, "numbers separated by commas are expected");
        }
        numbers.ok()
    }

    /// A path with fields in brackets, such as `shield/[type].svg`.
    pub(super) fn path(&mut self, name: &'static str) -> Option<Property<String>> {
        let attribute = self.raw(name)?.clone();
        match expression::parse_path(&attribute.value, self.keys) {
            Ok(parsed) => Some(Property::computed(parsed, String::new())),
            Err(problem) => {
                self.invalid(&attribute, &problem.to_string());
                None
            }
        }
    }

    /// An expression.
    pub(super) fn expression(&mut self, attribute: &Attribute) -> Option<Expression> {
        match expression::parse(&attribute.value, self.keys) {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.invalid(attribute, &problem.to_string());
                None
            }
        }
    }

    /// A transformation, if it is given.
    pub(super) fn transform(&mut self, name: &'static str) -> Option<Transform> {
        let _ = self.raw(name)?;
        None
    }

    /// `comp-op`.
    pub(super) fn blend(&mut self) -> BlendMode {
        let _ = self.raw("comp-op");
        BlendMode::SourceOver
    }

    /// The attributes that change a geometry before it is drawn; `clip` is the default of that attribute.
    pub(super) fn path_shape(&mut self, clip: bool) -> PathShape {
        PathShape {
            clip: self.flag("clip", clip),
            transform: self.transform("geometry-transform"),
            offset: self.number("offset", 0.0),
            simplify: self.number("simplify", 0.0),
            simplify_algorithm: self.value("simplify-algorithm", "radial-distance".to_owned(), |text| {
                Some(text.to_owned())
            }),
            smooth: self.number("smooth", 0.0),
        }
    }

    /// Attributes that are accepted although they change nothing here.
    pub(super) fn ignore(&mut self, names: &[&'static str]) {
        self.asked.extend(names);
    }

    /// Reports attributes that are accepted but not drawn.
    pub(super) fn not_drawn(&mut self, names: &[&'static str]) {
        for name in names {
            if let Some(attribute) = self.raw(name).cloned() {
                let message = format!("`{name}` of `{}` is not drawn", self.element.element);
                self.problems.push(Diagnostic::warning(Code::StyleNotDrawn, self.place(&attribute), message));
            }
        }
    }

    /// Reports an invalid value.
    pub(super) fn invalid(&mut self, attribute: &Attribute, why: &str) {
        let message = format!("invalid value of `{}`: {why}", attribute.name);
        self.problems.push(Diagnostic::error(Code::StyleValue, self.place(attribute), message));
    }

    /// The place of an attribute, or else of its symbolizer.
    pub(super) fn place(&self, attribute: &Attribute) -> Option<Span> {
        attribute.span.or(self.element.span)
    }
}
