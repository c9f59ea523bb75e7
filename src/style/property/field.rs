//! Values that may depend on zoom and feature.

use super::value::PropertyValue;
use crate::style::expression::{Context, Expression};

/// A property's value: constant, or computed from zoom and feature.
#[derive(Debug, Clone)]
pub struct Property<T> {
    /// The constant value, or the fallback if the evaluation fails.
    value: T,
    expression: Option<Expression>,
    given: bool,
}

impl<T> Property<T> {
    /// The default of a property that is missing in the style.
    pub fn unset(value: T) -> Self {
        Self { value, expression: None, given: false }
    }

    /// A constant value.
    pub fn fixed(value: T) -> Self {
        Self { value, expression: None, given: true }
    }

    /// This property, marked as missing in the style.
    pub(in crate::style) fn into_unset(self) -> Self {
        Self { given: false, ..self }
    }

    /// The fallback if the evaluation fails; for a constant property the value itself.
    pub(in crate::style) fn default_value(&self) -> &T {
        &self.value
    }

    /// The value, if it does not depend on zoom and feature.
    pub fn constant(&self) -> Option<&T> {
        self.expression.is_none().then_some(&self.value)
    }

    /// Whether the value depends on the feature.
    pub fn reads_feature(&self) -> bool {
        self.expression.as_ref().is_some_and(Expression::reads_feature)
    }

    /// Whether the value depends on the zoom.
    pub fn reads_zoom(&self) -> bool {
        self.expression.as_ref().is_some_and(Expression::reads_zoom)
    }

    /// Whether the style contains the property.
    pub fn is_given(&self) -> bool {
        self.given
    }
}

impl<T: PropertyValue> Property<T> {
    /// A computed value; `default` is used if the evaluation fails.
    pub fn computed(expression: Expression, default: T) -> Self {
        match expression.constant() {
            Some(value) => Self::fixed(T::from_value(value.borrowed()).unwrap_or(default)),
            None => Self { value: default, expression: Some(expression), given: true },
        }
    }

    /// The value for the zoom and feature of `context`.
    pub fn get(&self, context: &Context<'_>) -> T {
        let Some(expression) = &self.expression else { return self.value.clone() };
        let value = expression.evaluate(context).ok().and_then(T::from_value);
        value.unwrap_or_else(|| self.value.clone())
    }
}
