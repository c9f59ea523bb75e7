//! Filters, and sets of them that hold together.

mod arena;
mod comparison;
mod fits;
mod insert;
mod item;
mod set;

pub(super) use arena::FilterArena;
pub(super) use comparison::Comparison;
pub(super) use item::{CartoFilter, FilterId};
pub(super) use set::{FilterSetId, Merge};
