//! Ids in a [`RuleBook`](super::RuleBook).

/// The id of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RuleId(pub(super) u32);

/// The id of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DefinitionId(pub(super) u32);
