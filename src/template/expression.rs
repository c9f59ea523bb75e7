//! Expressions, parsed.

use serde_json::Value;

use super::function::Function;

/// A part of a string of a template: text, or the value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Text as it is.
    Text(String),
    /// The value of an expression.
    Value {
        /// The expression.
        expression: Expression,
        /// How the value is written into the string.
        form: Form,
    },
}

/// How the value of an expression is written into a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `{{x}}`, `{+x}`: as it is.
    Raw,
    /// `{x}`: percent-encoded.
    Encoded,
    /// `{/x}`: a slash and the percent-encoded value, or nothing if there is no value.
    Segment,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// A number, a string, `true`, `false` or `null`.
    Literal(Value),
    /// A list.
    List(Vec<Expression>),
    /// An object, with its keys in order.
    Object(Vec<(String, Expression)>),
    /// The value that these keys lead to, from the top of the context.
    Path(Vec<String>),
    /// A call of a function.
    Call(Function, Vec<Expression>),
}
