//! MapLibre expressions. `maplibre-expr` parses, checks types and migrates legacy forms; its tree is compiled to ours.
//! Rarely used operators keep its evaluator ([`foreign`]).

mod compile;
mod effort;
mod foreign;
mod long_match;
mod parse;
mod semiliteral;
mod signature;
mod types;
mod value;
mod walk;

pub(super) use compile::compile;
pub(super) use parse::{checked, is_expression, parsed_filter, typed};
pub(super) use walk::children_mut;
