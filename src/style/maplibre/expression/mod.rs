//! MapLibre expressions. `maplibre-expr` parses, checks types and migrates legacy forms; its tree is compiled to ours.
//! Rarely used operators keep its evaluator ([`foreign`]).

mod compile;
mod foreign;
mod parse;
mod semiliteral;
mod signature;
mod types;
mod value;
mod walk;

pub(super) use compile::compile;
pub(super) use parse::{checked, is_expression, parsed_filter, typed};
pub(super) use walk::children_mut;
