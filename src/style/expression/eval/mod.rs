//! Evaluates the compiled tree: [`evaluator`] handles the nodes, the other files contain shared functions.

mod convert;
mod curves;
mod evaluator;
mod format;
mod logic;

pub(super) use evaluator::evaluate;
