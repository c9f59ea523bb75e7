//! Evaluates values: replaces variables, computes, and calls functions.

mod call;
mod colors;
mod evaluator;
mod filters;
mod functions;
mod math;
mod mistakes;
mod variables;

pub(super) use evaluator::Evaluator;
pub(super) use filters::filter_values;
pub(super) use variables::Variables;
