//! Stage 4, schema: checks that all keys are known and that their values have the right type and range.
//!
//! It uses only the tables in `keys`. `read` can convert values that pass without further checks.

mod at;
mod checker;
mod mapping;
mod shape;
mod template;
mod text;
mod wrong;

pub(super) use at::At;
pub(super) use checker::Checker;
pub(super) use text::has_host;
