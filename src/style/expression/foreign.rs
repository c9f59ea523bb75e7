//! Expressions that a style language evaluates itself.

use std::fmt::Debug;

use super::{context::Context, failure::Failure, reads::Reads, value::Value};

/// An expression that the compiled tree has no node for: rare operators of one style language.
pub(in crate::style) trait ForeignExpression: Debug + Send + Sync {
    /// Its value for this zoom and feature.
    fn evaluate(&self, context: &Context<'_>) -> Result<Value<'static>, Failure>;

    /// What it reads.
    fn reads(&self) -> Reads;
}
