//! Numbers, flags, colors and keywords.

use super::reader::AttributeReader;
use crate::{
    spelling::did_you_mean,
    style::{Color, Property, PropertyValue, expression::Value, mapnik::expression},
};

/// The most numbers of a list.
const MOST_NUMBERS: usize = 1000;

impl AttributeReader<'_> {
    /// A number.
    pub(in crate::style::mapnik) fn number(&mut self, name: &'static str, default: f64) -> Property<f64> {
        let read = |text: &str| text.parse().ok().filter(|it: &f64| it.is_finite());
        self.literal_or(name, default, read, expression::parse_number, || "a number is expected".to_owned())
    }

    /// A number, if it is given.
    pub(in crate::style::mapnik) fn given_number(&mut self, name: &'static str) -> Option<Property<f64>> {
        self.raw(name)?;
        Some(self.number(name, 0.0))
    }

    /// `true` or `false`.
    pub(in crate::style::mapnik) fn flag(&mut self, name: &'static str, default: bool) -> Property<bool> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Some(true),
            "false" | "0" | "no" | "off" => Some(false),
            _ => None,
        };
        self.literal_or(name, default, read, expression::parse_condition, || "`true` or `false` is expected".to_owned())
    }

    /// A color.
    pub(in crate::style::mapnik) fn color(&mut self, name: &'static str, default: Color) -> Property<Color> {
        let read = |text: &str| Color::parse(text).map(in_bytes);
        self.literal_or(name, default, read, expression::parse, || "a color is expected".to_owned())
    }

    /// A color, if it is given.
    pub(in crate::style::mapnik) fn given_color(&mut self, name: &'static str) -> Option<Property<Color>> {
        self.raw(name)?;
        Some(self.color(name, Color::new(0.0, 0.0, 0.0, 1.0)))
    }

    /// A keyword of a type whose [`PropertyValue`] conversion accepts its words.
    pub(in crate::style::mapnik) fn keyword<T: PropertyValue>(
        &mut self,
        name: &'static str,
        default: T,
    ) -> Property<T> {
        let read =
            |text: &str| T::from_value(Value::from(text)).or_else(|| T::from_value(text.replace('_', "-").into()));
        let written = self.raw(name).map(|it| it.value.trim().to_owned()).unwrap_or_default();
        let expected = || match T::words() {
            [] => "this is none of its keywords".to_owned(),
            words => one_of(&written, words),
        };
        self.literal_or(name, default, read, expression::parse_text, expected)
    }

    /// A list of numbers separated by commas or blanks.
    pub(in crate::style::mapnik) fn numbers(&mut self, name: &'static str) -> Option<Vec<f64>> {
        let attribute = self.raw(name)?.clone();
        let is_separator = |c: char| c == ',' || c.is_whitespace();
        let parts = attribute.value.split(is_separator).filter(|it| !it.is_empty()).take(MOST_NUMBERS);
        let numbers: Result<Vec<f64>, _> = parts.map(str::parse).collect();
        if numbers.is_err() {
            self.invalid(&attribute, "numbers separated by commas are expected");
        }
        numbers.ok()
    }
}

/// What is said of a word that is none of `words`.
pub(super) fn one_of(written: &str, words: &[&str]) -> String {
    let near = did_you_mean(written, words.iter().copied());
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("one of `{}` is expected{near}", words.join("`, `"))
}

/// The color as Mapnik keeps it: each channel is a byte.
fn in_bytes(Color { r, g, b, a }: Color) -> Color {
    let [r, g, b, a] = [r, g, b, a].map(|it| (it * 255.0).round() / 255.0);
    Color::new(r, g, b, a)
}
