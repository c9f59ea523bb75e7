//! Evaluations without a value.

use super::value::Value;

/// Why an evaluation has no value. The property's default is used then.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// A value has another type than its place demands.
    #[error("Expected value to be of type {expected}, but found {found} instead.")]
    Type {
        /// What is demanded.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
    /// Anything else, in the words of the style language's reference implementation.
    #[error("{0}")]
    Other(Box<str>),
}

impl Failure {
    /// `found` is not of the type `expected`.
    pub(in crate::style) fn not_a(expected: &'static str, found: &Value<'_>) -> Self {
        Self::Type { expected, found: found.type_name() }
    }

    /// A failure in words.
    pub(in crate::style) fn other(message: impl Into<Box<str>>) -> Self {
        Self::Other(message.into())
    }
}
