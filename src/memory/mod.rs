//! The memory of the process, as one budget: what may be held, and by whom.

mod budget;

pub use budget::{Budget, Hold};
