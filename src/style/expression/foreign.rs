//! Expressions that are evaluated by a style language's own evaluator.

use std::fmt::Debug;

use super::{context::Context, failure::Failure, reads::Reads, value::Value};

/// An expression without a node in the compiled tree: a rare operator of a style language.
pub(in crate::style) trait ForeignExpression: Debug + Send + Sync {
    /// Evaluates the expression for the zoom and feature of `context`.
    fn evaluate(&self, context: &Context<'_>) -> Result<Value<'static>, Failure>;

    /// What the expression depends on.
    fn reads(&self) -> Reads;
}
