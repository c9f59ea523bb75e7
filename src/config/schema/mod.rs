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

pub use at::At;
pub use checker::Checker;
pub use text::has_host;
