//! Expressions: values that depend on the zoom and on the feature. They are compiled to a tree in which properties are
//! numbered slots and constants are shared. Readers of style languages build the tree; rarely used operators may use
//! the language's own evaluator ([`foreign::ForeignExpression`]).

mod anchors;
mod comparison;
mod compiled;
mod context;
mod curve;
mod eval;
mod failure;
mod feature;
mod foreign;
mod keys;
mod labels;
mod node;
mod reads;
mod text;
mod value;
mod value_type;

pub use compiled::Expression;
pub use context::{Context, Globals};
pub use failure::Failure;
pub use feature::{ABSENT, Feature, GeometryKind, WholeFeatures};
pub use keys::Keys;
pub use text::number_json;
pub use value::{Compound, Projection, Value};

pub(in crate::style) use comparison::Comparison;
pub(in crate::style) use curve::{Easing, UnitBezier};
pub(in crate::style) use foreign::ForeignExpression;
pub(in crate::style) use labels::Labels;
pub(in crate::style) use node::FormatNode;
pub(in crate::style) use node::Node;
pub(in crate::style) use reads::Reads;
pub(in crate::style) use value_type::ValueType;
