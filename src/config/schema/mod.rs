//! Stage 4, schema: are all keys known, and their values of the right type and range?
//!
//! Works from the tables in `keys` alone. What passes can be read by `read` without asking again.

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
