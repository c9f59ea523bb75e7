//! How symbols are drawn, and of which features.

use crate::style::{
    Layer,
    expression::Context,
    layer::{RulePass, SymbolLayer},
};

/// How symbols are drawn, and of which features: a layer of symbols, or a symbolizer of a rule.
#[derive(Clone, Copy)]
pub(super) struct SymbolStyle<'s> {
    pub layer: &'s Layer,
    pub symbol: &'s SymbolLayer,
    /// The pass that has the symbolizer, and the index of its rule.
    pub rule: Option<(&'s RulePass, usize)>,
}

impl SymbolStyle<'_> {
    /// Whether the feature of `context` has such symbols.
    pub(super) fn accepts(&self, context: &Context<'_>) -> bool {
        self.layer.accepts(context) && self.rule.is_none_or(|(pass, rule)| pass.matching(context).contains(&rule))
    }
}
