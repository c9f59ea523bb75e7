//! MapLibre expressions, compiled: `maplibre-expr` parses, checks types and migrates legacy forms; its
//! tree is turned into a compact one in which properties are numbered slots and constants are shared.
//! Operators that maps hardly use keep the reference evaluator ([`node::Node::Reference`]).

mod check;
mod compile;
mod eval;
mod feature;
pub mod json;
mod keys;
mod node;
mod semiliteral;
mod signature;
mod value;
pub(in crate::style) mod walk;

pub use check::{checked, is_expression, parsed_filter, typed};
pub use feature::{ABSENT, Context, Feature, GeometryKind, Globals, WholeFeatures};
pub use keys::Keys;
pub use value::{Color, Value};

use node::Node;

/// Why an evaluation has no value. MapLibre falls back to the property's default then.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// A value has another type than its place demands.
    #[error("Expected value to be of type {expected}, but found {found} instead.")]
    Type {
        /// What was demanded.
        expected: &'static str,
        /// What was there.
        found: &'static str,
    },
    /// Anything else, in the reference implementation's words.
    #[error("{0}")]
    Other(Box<str>),
}

/// A compiled expression.
#[derive(Debug, Clone)]
pub struct Expression {
    root: Node,
    /// Whether it reads the feature in any way.
    pub reads_feature: bool,
    /// Whether it reads the zoom.
    pub reads_zoom: bool,
}

impl Expression {
    /// Compiles a parsed and type-checked expression; property names get their slots in `keys`.
    pub fn compile(expr: &maplibre_expr::Expr, keys: &mut Keys) -> Self {
        let (reads_feature, reads_zoom) = compile::reads(expr);
        Self { root: compile::compile(expr, keys), reads_feature, reads_zoom }
    }

    /// The value for this zoom and feature.
    pub fn evaluate<'a>(&'a self, context: &Context<'a>) -> Result<Value<'a>, Failure> {
        eval::evaluate(&self.root, context)
    }

    /// The value as a filter's verdict: only `true` lets the feature pass; an error does not.
    pub fn is_true(&self, context: &Context<'_>) -> bool {
        matches!(eval::evaluate(&self.root, context), Ok(Value::Bool(true)))
    }

    /// The value if the expression reads neither zoom nor feature nor anything else that changes.
    pub fn constant(&self) -> Option<&Value<'static>> {
        match &self.root {
            Node::Constant(value) => Some(value),
            _ => None,
        }
    }
}
