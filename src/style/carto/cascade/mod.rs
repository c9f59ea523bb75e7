//! The cascade: which declarations apply where, in the order in which carto has them.

mod book;
mod candidates;
mod definition;
mod effort;
mod flatten;
mod fold;
mod ids;
mod inherit;
mod key_set;

pub(super) use book::{RuleBook, RuleEntry};
pub(super) use definition::Definition;
pub(super) use flatten::flatten;
pub(super) use fold::{fold, sort_groups};
pub(super) use ids::{DefinitionId, RuleId};
pub(super) use inherit::{AttachmentGroup, inherit};
