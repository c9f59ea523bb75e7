use super::*;
use crate::style::expression::{Feature, GeometryKind, Value, WholeFeatures};

struct NoMore;

impl WholeFeatures for NoMore {
    fn properties(&self, _: usize, _: &mut dyn FnMut(&str, &Value<'_>)) {}

    fn lon_lat(&self, _: usize) -> Vec<Vec<(f64, f64)>> {
        Vec::new()
    }
}

fn rule(condition: RuleCondition) -> Rule {
    Rule { min_zoom: 0.0, max_zoom: 24.0, condition, symbolizers: Vec::new() }
}

fn of_kind(kind: &str) -> Rule {
    rule(RuleCondition::Filter(Some(Expression::property_is(0, kind))))
}

/// The rules of `pass` that apply at `zoom` to a feature whose only property is `kind`.
fn matching(pass: &RulePass, kind: &'static str, zoom: f64) -> Vec<usize> {
    let feature = Feature {
        id: Value::Null,
        kind: GeometryKind::Line,
        slots: &[0],
        values: &[Value::String(kind.into())],
        whole: &NoMore,
        index: 0,
    };
    pass.matching(&Context::at_zoom(zoom).with_feature(&feature))
}

#[test]
fn all_rules_that_accept_a_feature_draw_it_in_their_order() {
    let pass = RulePass {
        rules: vec![of_kind("road"), of_kind("path"), rule(RuleCondition::Filter(None))],
        ..RulePass::default()
    };
    assert_eq!(matching(&pass, "road", 5.0), [0, 2]);
    assert_eq!(matching(&pass, "path", 5.0), [1, 2]);
}

#[test]
fn in_first_mode_one_rule_with_a_filter_draws_it() {
    let rules = vec![of_kind("path"), of_kind("road"), rule(RuleCondition::Filter(None))];
    let pass = RulePass { rules, mode: RuleMode::First, ..RulePass::default() };
    assert_eq!(matching(&pass, "road", 5.0), [1]);
    assert_eq!(matching(&pass, "rail", 5.0), [2]);
}

#[test]
fn else_draws_what_no_filter_accepts_and_also_what_any_does() {
    let rules = vec![rule(RuleCondition::Also), rule(RuleCondition::Else), of_kind("road")];
    let pass = RulePass { rules, ..RulePass::default() };
    assert_eq!(matching(&pass, "road", 5.0), [2, 0]);
    assert_eq!(matching(&pass, "rail", 5.0), [1]);
}

#[test]
fn a_rule_outside_of_its_zooms_neither_draws_nor_counts_as_a_match() {
    let near = Rule { min_zoom: 10.0, max_zoom: 12.0, ..of_kind("road") };
    let pass = RulePass { rules: vec![near, rule(RuleCondition::Else)], ..RulePass::default() };
    assert_eq!(matching(&pass, "road", 9.9), [1]);
    assert_eq!(matching(&pass, "road", 10.0), [0]);
    assert_eq!(matching(&pass, "road", 12.0), [1]);
}
