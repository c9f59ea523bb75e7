//! Values that may depend on zoom and feature.

use super::expression::{Color, Context, Expression, Value};

/// A property's value: fixed, or computed from zoom and feature.
#[derive(Debug, Clone)]
pub struct Property<T> {
    /// The value where it is fixed, and what is used instead of a computed one that fails.
    value: T,
    expression: Option<Expression>,
    given: bool,
}

impl<T: PropertyValue> Property<T> {
    /// What a style that does not mention the property gets.
    pub fn default_value(value: T) -> Self {
        Self { value, expression: None, given: false }
    }

    /// A fixed value.
    pub fn fixed(value: T) -> Self {
        Self { value, expression: None, given: true }
    }

    /// A computed value; `default` stands in where the computation fails.
    pub(super) fn computed(expression: Expression, default: T) -> Self {
        match expression.constant().map(T::from_value) {
            Some(value) => Self::fixed(value.unwrap_or(default)),
            None => Self { value: default, expression: Some(expression), given: true },
        }
    }

    /// The value for the zoom and feature of `context`.
    pub fn get(&self, context: &Context<'_>) -> T {
        match &self.expression {
            None => self.value.clone(),
            Some(e) => e.evaluate(context).ok().and_then(|v| T::from_value(&v)).unwrap_or_else(|| self.value.clone()),
        }
    }

    /// The value, if it is the same for every zoom and feature.
    pub fn constant(&self) -> Option<&T> {
        self.expression.is_none().then_some(&self.value)
    }

    /// Whether features may differ in it.
    pub fn reads_feature(&self) -> bool {
        self.expression.as_ref().is_some_and(|e| e.reads_feature)
    }

    /// Whether zooms may differ in it.
    pub fn reads_zoom(&self) -> bool {
        self.expression.as_ref().is_some_and(|e| e.reads_zoom)
    }

    /// Whether the style mentions the property.
    pub fn is_given(&self) -> bool {
        self.given
    }
}

/// A Rust type that a property can have.
pub trait PropertyValue: Clone {
    /// From an evaluated or literal value; `None` where it has the wrong type or range.
    fn from_value(value: &Value<'_>) -> Option<Self>;

    /// What stands in where neither style nor specification give a value.
    fn neutral() -> Self;
}

impl PropertyValue for f64 {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        value.as_number().filter(|n| n.is_finite())
    }

    fn neutral() -> Self {
        0.0
    }
}

impl PropertyValue for bool {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }

    fn neutral() -> Self {
        false
    }
}

impl PropertyValue for Color {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Color(c) => Some(*c),
            Value::String(s) => Color::parse(s),
            _ => None,
        }
    }

    fn neutral() -> Self {
        Color::new(0.0, 0.0, 0.0, 1.0)
    }
}

impl PropertyValue for String {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }

    fn neutral() -> Self {
        String::new()
    }
}

impl<T: PropertyValue> PropertyValue for Option<T> {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }

    fn neutral() -> Self {
        None
    }
}

impl<const N: usize> PropertyValue for [f64; N] {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        Vec::<f64>::from_value(value)?.try_into().ok()
    }

    fn neutral() -> Self {
        [0.0; N]
    }
}

impl<T: PropertyValue> PropertyValue for Vec<T> {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        let Value::Complex(v) = value else { return None };
        match v.as_ref() {
            maplibre_expr::Value::Array(items) => {
                items.iter().map(|i| T::from_value(&Value::from_reference(i.clone()))).collect()
            }
            maplibre_expr::Value::NumberArray(items) => {
                items.iter().map(|n| T::from_value(&Value::Number(*n))).collect()
            }
            _ => None,
        }
    }

    fn neutral() -> Self {
        Vec::new()
    }
}
