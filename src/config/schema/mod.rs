//! Stage 4, schema: are all keys known, and their values of the right type and range?
//!
//! Works from the tables in `keys` alone. What passes can be read by `read` without asking again.

mod check;
mod mapping;
mod text;

pub use check::{At, Checker};
pub use text::has_host;
