//! Memory budgets: limits in bytes on what is held at the same time.

mod budget;

pub(crate) use budget::{Budget, Hold};
