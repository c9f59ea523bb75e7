//! Evaluation errors.

use super::value::Value;

/// Why an evaluation has no value. The property's default is used instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// A value has a different type than required.
    #[error("Expected value to be of type {expected}, but found {found} instead.")]
    Type {
        /// The required type.
        expected: &'static str,
        /// The type that was found.
        found: &'static str,
    },
    /// Anything else, with the message of the style language's reference implementation.
    #[error("{0}")]
    Other(Box<str>),
}

impl Failure {
    /// `found` does not have the type `expected`.
    pub(in crate::style) fn not_a(expected: &'static str, found: &Value<'_>) -> Self {
        Self::Type { expected, found: found.type_name() }
    }

    /// An error with a message.
    pub(in crate::style) fn other(message: impl Into<Box<str>>) -> Self {
        Self::Other(message.into())
    }
}
