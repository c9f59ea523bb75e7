//! A compiled expression.

use super::{context::Context, eval, failure::Failure, node::Node, reads::Reads, value::Value};

/// A compiled expression.
#[derive(Debug, Clone)]
pub struct Expression {
    root: Node,
    reads: Reads,
}

impl Expression {
    /// Wraps a compiled tree.
    pub(in crate::style) fn new(root: Node) -> Self {
        let reads = root.reads();
        Self { root, reads }
    }

    /// The property in `slot`, or null.
    pub(in crate::style) fn property(slot: u32) -> Self {
        Self::new(Node::Get(slot))
    }

    /// Evaluates the expression for the zoom and feature of `context`.
    pub fn evaluate<'a>(&'a self, context: &Context<'a>) -> Result<Value<'a>, Failure> {
        eval::evaluate(&self.root, context)
    }

    /// Evaluates a filter: only `true` accepts the feature; an error does not.
    pub fn is_true(&self, context: &Context<'_>) -> bool {
        matches!(self.evaluate(context), Ok(Value::Bool(true)))
    }

    /// The value, if the expression is a literal.
    pub fn constant(&self) -> Option<&Value<'static>> {
        match &self.root {
            Node::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it reads the feature in any way.
    pub fn reads_feature(&self) -> bool {
        self.reads.feature
    }

    /// Whether it reads the zoom.
    pub fn reads_zoom(&self) -> bool {
        self.reads.zoom
    }
}

#[cfg(test)]
impl Expression {
    /// Whether the property in `slot` is `text`.
    pub(crate) fn property_is(slot: u32, text: &str) -> Self {
        Self::new(Node::SlotIs(slot, text.into(), true))
    }

    /// A constant text.
    pub(crate) fn constant_text(text: &'static str) -> Self {
        Self::new(Node::Constant(Value::String(text.into())))
    }
}
