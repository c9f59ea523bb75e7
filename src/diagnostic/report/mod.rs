//! Reports of diagnostics: for people, for programs, and for code review.

mod github;
mod human;
mod json;
mod line;
mod masked;

pub use github::github;
pub use human::human;
pub use json::json;
pub use line::line;
pub use masked::{MASK, Masked};
