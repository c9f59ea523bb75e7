//! The memory of the process: how it is divided, and budgets that limit what is held at the same time.

mod budget;
mod container;
mod plan;

pub(crate) use budget::{Budget, Hold};
pub(crate) use plan::{MemoryPlan, MemoryWishes};
