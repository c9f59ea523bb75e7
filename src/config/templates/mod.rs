//! Stage 3, templates: text that a template engine should have replaced, and what engines leave
//! behind when they have nothing to put in.
//!
//! "Unresolved" is more than braces: an engine that renders a missing variable as nothing leaves an
//! empty value (found by the schema stage), others print `<no value>`, `undefined` or `None`.

mod braces;
mod leftover;
mod message;
mod patterns;
#[cfg(test)]
mod tests;

pub use braces::Braces;
pub(super) use leftover::{Leftover, leftover};
