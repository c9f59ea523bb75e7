//! Standalone expressions, as in the style specification's tests.

use serde_json::Value as Json;

use super::{expression, spec::type_of};
use crate::style::expression::{Expression, Keys};

/// An expression of a property.
#[derive(Debug, Clone)]
pub struct PropertyExpression {
    /// The expression.
    pub expression: Expression,
    /// The properties that the expression reads.
    pub keys: Keys,
    /// The name of the property's type.
    pub type_name: String,
}

/// Why an expression is rejected.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct ExpressionError {
    /// The position within the expression: `[2][1]`.
    pub key: String,
    /// The error message.
    pub message: String,
}

impl PropertyExpression {
    /// Compiles the expression or legacy function `json` for the property described by `spec`, an entry of
    /// [`super::reference`].
    pub fn compile(json: &Json, spec: &Json) -> Result<Self, ExpressionError> {
        let ty = type_of(spec);
        let is_string = spec.get("type").and_then(Json::as_str) == Some("string");
        let migrated = json.is_object().then(|| maplibre_expr::convert::convert_function(json, spec));
        let checked = expression::checked(migrated.as_ref().unwrap_or(json), ty.as_ref(), is_string);
        let expr = checked.map_err(|e| ExpressionError { message: e.to_string(), key: e.key })?;
        let mut keys = Keys::default();
        let expression = expression::compile(&expr, &mut keys);
        Ok(Self { expression, keys, type_name: ty.map_or_else(|| "value".to_owned(), |t| t.to_string()) })
    }
}
