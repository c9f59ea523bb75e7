//! Filters, and sets of them that hold together.

mod arena;
mod comparison;
mod exact;
mod fits;
mod ids;
mod insert;
mod item;
mod merge;
mod plain;
mod set;

pub(super) use arena::FilterArena;
pub(super) use comparison::Comparison;
pub(super) use exact::{ExactKey, ExactValue};
pub(super) use ids::{FilterId, FilterSetId};
pub(super) use item::CartoFilter;
pub(super) use merge::Merge;
