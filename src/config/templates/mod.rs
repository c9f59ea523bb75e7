//! Stage 3, templates: finds text that a template engine should have replaced, and the output of engines for missing
//! values.
//!
//! Some engines render a missing variable as an empty value, which the schema stage reports; others render `<no
//! value>`, `undefined` or `None`.

mod braces;
mod leftover;
mod message;
mod patterns;
#[cfg(test)]
mod tests;

pub(super) use braces::Braces;
pub(super) use leftover::{Leftover, leftover};
