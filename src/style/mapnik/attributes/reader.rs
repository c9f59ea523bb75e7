//! The attributes of one symbolizer.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Span},
    spelling::did_you_mean,
    style::{
        Property, PropertyValue,
        expression::{Expression, Keys},
        mapnik::{
            expression::{self, MapnikExpressionError},
            map::{Attribute, FaceSet, MapnikSymbolizer},
        },
    },
};

/// Reads the attributes of one symbolizer. Every attribute that was not asked for is reported as unknown in the end.
pub(in crate::style::mapnik) struct AttributeReader<'r> {
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

/// A parser of expressions.
type Parse = fn(&str, &mut Keys) -> Result<Expression, MapnikExpressionError>;

impl AttributeReader<'_> {
    /// The attribute as written.
    pub(in crate::style::mapnik) fn raw(&mut self, name: &'static str) -> Option<&Attribute> {
        self.asked.push(name);
        self.element.attributes.iter().find(|it| it.name == name)
    }

    /// A value that may be an expression: `read` converts a literal.
    pub(in crate::style::mapnik) fn value<T: PropertyValue>(
        &mut self,
        name: &'static str,
        default: T,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Property<T> {
        self.literal_or(name, default, read, expression::parse, || "this is no valid value".to_owned())
    }

    /// A value: a literal that `read` converts, or an expression, whose value `parse` converts. `expected` is said of a
    /// literal that is neither.
    pub(super) fn literal_or<T: PropertyValue>(
        &mut self,
        name: &'static str,
        default: T,
        read: impl FnOnce(&str) -> Option<T>,
        parse: Parse,
        expected: impl FnOnce() -> String,
    ) -> Property<T> {
        let Some(attribute) = self.raw(name).cloned() else { return Property::unset(default) };
        if let Some(value) = read(attribute.value.trim()) {
            return Property::fixed(value);
        }
        let parsed = match parse(&attribute.value, self.keys) {
            Ok(parsed) => parsed,
            Err(problem) => {
                self.invalid_expression(&attribute, &problem);
                return Property::unset(default);
            }
        };
        // Mapnik reads any word without blanks as a text.
        if let Some(constant) = parsed.constant()
            && (T::from_value(constant.borrowed()).is_none() || is_word(&attribute.value))
        {
            self.invalid(&attribute, &format!("`{}`: {}", attribute.value.trim(), expected()));
            return Property::unset(default);
        }
        Property::computed(parsed, default)
    }

    /// A path with fields in brackets, such as `shield/[type].svg`.
    pub(in crate::style::mapnik) fn path(&mut self, name: &'static str) -> Option<Property<String>> {
        let attribute = self.raw(name)?.clone();
        match expression::parse_path(&attribute.value, self.keys) {
            Ok(parsed) => Some(Property::computed(parsed, String::new())),
            Err(problem) => {
                self.invalid_expression(&attribute, &problem);
                None
            }
        }
    }

    /// An expression whose value is a text.
    pub(in crate::style::mapnik) fn expression(&mut self, attribute: &Attribute) -> Option<Expression> {
        match expression::parse_text(&attribute.value, self.keys) {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.invalid_expression(attribute, &problem);
                None
            }
        }
    }

    /// Reports an invalid value.
    pub(in crate::style::mapnik) fn invalid(&mut self, attribute: &Attribute, why: &str) {
        let message = format!("invalid value of `{}`: {why}", attribute.name);
        let place = self.place(attribute);
        let path = self.element.element.clone();
        self.problems.push(Diagnostic::error(Code::StyleValue, place, message).at(path));
    }

    fn invalid_expression(&mut self, attribute: &Attribute, problem: &MapnikExpressionError) {
        // The text of an element has no name.
        let what = if attribute.name.is_empty() { "the text".to_owned() } else { format!("`{}`", attribute.name) };
        let message = format!("{what} has an invalid expression: {}", problem.message);
        let near: String = attribute.value.get(problem.at..).unwrap_or("").chars().take(20).collect();
        let cause = match near.as_str() {
            "" => format!("at the end of `{}`", attribute.value),
            near => format!("at `{near}` in `{}`", attribute.value),
        };
        let place = attribute.span.map(|span| within(span, attribute, problem.at)).or(self.element.span);
        let path = self.element.element.clone();
        let problem = Diagnostic::error(Code::StyleExpression, place, message).at(path).cause(cause);
        self.problems.push(problem.help(MapnikExpressionError::HELP));
    }

    /// Reports the attributes that were not asked for.
    pub(in crate::style::mapnik) fn report_unknown(&mut self) {
        for attribute in &self.element.attributes {
            if self.asked.contains(&attribute.name.as_str()) {
                continue;
            }
            let message = format!("unknown attribute `{}` of `{}`", attribute.name, self.element.element);
            let near = did_you_mean(&attribute.name, self.asked.iter().copied());
            let problem = Diagnostic::warning(Code::StyleProperty, self.place(attribute), message).suggest(near);
            self.problems.push(problem.at(&self.element.element));
        }
    }

    /// The place of an attribute, or else of its symbolizer.
    pub(in crate::style::mapnik) fn place(&self, attribute: &Attribute) -> Option<Span> {
        attribute.span.or(self.element.span)
    }
}

/// The place of the rest of a value, from the byte `at`, if the file contains the value unchanged; otherwise the place of
/// the whole value.
fn within(span: Span, attribute: &Attribute, at: usize) -> Span {
    let is_verbatim = span.range().len() == attribute.value.len() && at < attribute.value.len();
    let before = u32::try_from(at).unwrap_or(0);
    if is_verbatim { Span { start: span.start + before, ..span } } else { span }
}

/// Whether a text is neither in quotes nor has operators.
fn is_word(text: &str) -> bool {
    let text = text.trim();
    let begins = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '#' | '_'));
    begins && !text.contains(|c: char| c.is_whitespace() || "'\"[]()+*/".contains(c)) && !is_constant(text)
}

/// Whether a word is a value in expressions.
fn is_constant(word: &str) -> bool {
    ["true", "false", "null", "pi", "deg_to_rad", "rad_to_deg"].iter().any(|it| it.eq_ignore_ascii_case(word))
}
