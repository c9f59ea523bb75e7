//! Errors in expressions.

/// An expression that cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at character {})", .at + 1)]
pub(in crate::style::mapnik) struct MapnikExpressionError {
    /// What is wrong.
    pub message: String,
    /// The byte in the text where it is.
    pub at: usize,
}

impl MapnikExpressionError {
    /// How expressions are written.
    pub(in crate::style::mapnik) const HELP: &'static str =
        "fields are written as `[name]`, and texts in quotes: `[kind] = 'lake'`";

    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), at }
    }
}
