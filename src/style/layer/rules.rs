//! Layers that are drawn feature by feature by ordered rules: the model of Mapnik, whose `Layer`, `Style`, `Rule` and
//! `Symbolizer` are [`Layer`](crate::style::Layer), [`RulePass`], [`Rule`] and [`Symbolizer`] here.

mod extent;
mod index;
#[cfg(test)]
mod tests;

pub use index::RuleIndex;

use crate::style::{
    Compositing, ImageFilter,
    expression::{Context, Expression},
    symbolizer::Symbolizer,
};

/// A layer that is drawn in passes over its features.
#[derive(Debug, Clone, Default)]
pub struct RulesLayer {
    /// The passes in drawing order.
    pub passes: Vec<RulePass>,
    /// Whether the labels of the layers below are forgotten before its own ones are placed.
    pub clears_labels: bool,
    /// What the features are grouped by: all passes draw those of one value, as far as they follow each other, before the
    /// next ones are drawn.
    pub group_by: Option<Expression>,
    /// West, south, east and north, in meters of Web Mercator, beyond which nothing is drawn; tiles are drawn as a whole.
    pub extent: Option<[f64; 4]>,
}

impl RulesLayer {
    /// The symbolizers of all rules.
    pub fn symbolizers(&self) -> impl Iterator<Item = &Symbolizer> {
        self.passes.iter().flat_map(RulePass::symbolizers)
    }
}

/// A pass over the features: each is drawn by the rules that apply to it before the next one is.
#[derive(Debug, Clone, Default)]
pub struct RulePass {
    /// The rules in their order.
    pub rules: Vec<Rule>,
    /// How many rules with filters may apply to one feature.
    pub mode: RuleMode,
    /// The filters of what the pass draws, before it is laid over what is below it.
    pub effects: Vec<ImageFilter>,
    /// The filters of the whole picture after the pass.
    pub direct_effects: Vec<ImageFilter>,
    /// How all that the pass draws is laid over what is below it.
    pub compositing: Compositing,
    /// The rules by zoom.
    pub index: RuleIndex,
}

/// How many rules with filters may apply to one feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RuleMode {
    /// All whose filters accept it.
    #[default]
    All,
    /// Only the first whose filter accepts it.
    First,
}

/// What is drawn of the features that a condition holds for.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The lowest zoom at which it applies; the zoom of tiles of 256 CSS pixels.
    pub min_zoom: f64,
    /// The zoom from which on it no longer applies.
    pub max_zoom: f64,
    /// The features that it applies to.
    pub condition: RuleCondition,
    /// What is drawn of each feature, in drawing order.
    pub symbolizers: Vec<Symbolizer>,
}

/// The features that a rule applies to.
#[expect(clippy::large_enum_variant, reason = "a style has few rules, and most have a filter")]
#[derive(Debug, Clone)]
pub enum RuleCondition {
    /// Those that the filter accepts, all if there is none.
    Filter(Option<Expression>),
    /// Those that no rule with a filter applies to.
    Else,
    /// Those that a rule with a filter applies to.
    Also,
}

impl RulePass {
    /// The symbolizers of all rules.
    pub fn symbolizers(&self) -> impl Iterator<Item = &Symbolizer> {
        self.rules.iter().flat_map(|rule| &rule.symbolizers)
    }

    /// Whether any rule applies at the zoom of `context`, which is that of tiles of 256 CSS pixels.
    pub fn is_active_in(&self, context: &Context<'_>) -> bool {
        context.zoom.is_none_or(|zoom| self.active(zoom).next().is_some())
    }

    /// The rules that apply at `zoom`, with their indices.
    fn active(&self, zoom: f64) -> impl Iterator<Item = (usize, &Rule)> {
        self.index
            .near(zoom, &self.rules)
            .iter()
            .filter_map(|at| Some((*at as usize, self.rules.get(*at as usize)?)))
            .filter(move |(_, rule)| zoom >= rule.min_zoom && zoom < rule.max_zoom)
    }

    /// The indices of the rules that apply to the feature of `context`, in the order in which they draw it: those with
    /// filters, then the others.
    pub fn matching(&self, context: &Context<'_>) -> Vec<usize> {
        let zoom = context.zoom.unwrap_or(0.0);
        let accepts = |rule: &Rule| match &rule.condition {
            RuleCondition::Filter(filter) => filter.as_ref().is_none_or(|filter| filter.is_true(context)),
            RuleCondition::Else | RuleCondition::Also => false,
        };
        let most = if self.mode == RuleMode::First { 1 } else { usize::MAX };
        // Nothing is allocated for the many features that no rule applies to.
        let mut found = Vec::new();
        found.extend(self.active(zoom).filter(|(_, rule)| accepts(rule)).take(most).map(|(index, _)| index));
        let is_matched = !found.is_empty();
        found.extend(self.active(zoom).filter_map(|(index, rule)| {
            let applies = match rule.condition {
                RuleCondition::Filter(_) => false,
                RuleCondition::Else => !is_matched,
                RuleCondition::Also => is_matched,
            };
            applies.then_some(index)
        }));
        found
    }
}
