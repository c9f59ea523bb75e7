//! The rules of a pass by zoom.

use std::sync::OnceLock;

use super::Rule;

/// The highest zoom with an entry of its own; higher ones share it.
const HIGHEST: usize = 24;

/// Which rules may apply at each whole zoom, so that all others are not looked at. It is made when it is first used,
/// after which the rules of the pass must not change.
#[derive(Debug, Clone, Default)]
pub struct RuleIndex(OnceLock<Box<[Box<[u32]>]>>);

impl RuleIndex {
    /// The indices of the rules that apply somewhere between the whole zooms around `zoom`, in their order.
    pub(super) fn near(&self, zoom: f64, rules: &[Rule]) -> &[u32] {
        let entries = self.0.get_or_init(|| (0..=HIGHEST).map(|at| applying(at, rules)).collect());
        // The conversion cuts off below 0.
        let at = (zoom as usize).min(HIGHEST);
        entries.get(at).map_or(&[], |it| it)
    }
}

fn applying(at: usize, rules: &[Rule]) -> Box<[u32]> {
    let from = if at == 0 { f64::NEG_INFINITY } else { at as f64 };
    let to = if at == HIGHEST { f64::INFINITY } else { at as f64 + 1.0 };
    let may_apply = |rule: &Rule| rule.min_zoom < to && rule.max_zoom > from;
    (0..).zip(rules).filter(|(_, rule)| may_apply(rule)).map(|(index, _)| index).collect()
}
