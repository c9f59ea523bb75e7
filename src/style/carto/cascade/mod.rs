//! The cascade: which declarations apply where, in the order in which carto has them.

mod book;
mod definition;
mod flatten;
mod fold;
mod inherit;
mod key_set;

pub(super) use book::{RuleBook, RuleEntry, RuleId};
pub(super) use definition::{Definition, DefinitionId};
pub(super) use flatten::flatten;
pub(super) use fold::{fold, sort_groups};
pub(super) use inherit::{AttachmentGroup, inherit};
