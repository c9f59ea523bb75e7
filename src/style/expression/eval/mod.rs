//! Evaluation of the compiled tree: [`evaluator`] goes through the nodes, the other files do what several of them have
//! in common.

mod convert;
mod curves;
mod evaluator;
mod format;
mod logic;

pub(super) use evaluator::evaluate;
