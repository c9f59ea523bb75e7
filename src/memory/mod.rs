//! The memory of the process, as one budget: how much there is, and who may hold it.

mod budget;
mod container;
mod plan;

pub use budget::{Budget, Hold};
pub use plan::MemoryPlan;
