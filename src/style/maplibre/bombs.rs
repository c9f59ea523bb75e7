//! Styles that would take exponential or quadratic time or memory: each ends at once, drawn or refused.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::{load, mentions};
use crate::{
    diagnostic::{Code, Diagnostic, SourceFile},
    style::{Style, expression::Context},
};

fn loaded(layers: &Json) -> (Option<Style>, Vec<Diagnostic>) {
    let style = json!({"version": 8, "sources": {"s": {"type": "vector", "url": "x"}}, "layers": layers});
    let file = SourceFile::new("style.json", style.to_string());
    mentions(&file);
    load(&file)
}

fn of_opacity(expression: Json) -> (Option<Style>, Vec<Diagnostic>) {
    loaded(&json!([{"id": "l", "type": "fill", "source": "s", "source-layer": "l",
        "paint": {"fill-opacity": expression}}]))
}

fn refused(expression: Json, part: &str) {
    let (_, problems) = of_opacity(expression);
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(problem.code, Code::StyleExpression);
    assert!(problem.message.contains(part), "{}", problem.message);
}

fn accepted(expression: Json) {
    let (_, problems) = of_opacity(expression);
    assert!(problems.is_empty(), "{problems:?}");
}

fn nested(levels: usize, inner: Json, wrap: impl Fn(usize, Json) -> Json) -> Json {
    (0..levels).fold(inner, |inner, level| wrap(level, inner))
}

#[test]
fn nesting_does_not_multiply_the_work() {
    let number = || json!(["get", "n"]);
    let in_let = |levels| nested(levels, json!(["var", "v0"]), |i, e| json!(["let", format!("v{i}"), 1, e]));
    accepted(in_let(5));
    refused(in_let(60), "nested too deeply");
    refused(nested(60, number(), |_, e| json!(["coalesce", e, 1])), "nested too deeply");
    refused(nested(60, number(), |_, e| json!(["at", 0, e])), "nested too deeply");
    accepted(nested(60, number(), |_, e| json!(["case", ["has", "k"], e, 1])));
    accepted(nested(60, number(), |_, e| json!(["+", 1, e])));
    accepted(nested(8, number(), |_, e| json!(["coalesce", e, 1])));
}

#[test]
fn variables_do_not_multiply_the_work() {
    let repeated = |levels: usize, times: usize| {
        let last = json!(["length", ["var", format!("v{levels}")]]);
        let all = nested(levels, last, |i, e| {
            let before = format!("v{}", levels - i - 1);
            let all = std::iter::once(json!("concat")).chain((0..times).map(|_| json!(["var", before])));
            json!(["let", format!("v{}", levels - i), all.collect::<Vec<_>>(), e])
        });
        json!(["let", "v0", ["to-string", ["get", "n"]], all])
    };
    accepted(repeated(4, 2));
    refused(repeated(4, 50), "stand for too much");
    refused(repeated(50, 2), "");
    let bindings: Vec<Json> = (0..2000).flat_map(|i| [json!(format!("v{i}")), json!(i)]).collect();
    refused([vec![json!("let")], bindings, vec![json!(1)]].concat().into(), "More than 1000 variables");
}

#[test]
fn long_matches_are_checked_and_kept() {
    let arms =
        |count: usize, output: fn(usize) -> Json| (0..count).flat_map(move |i| [json!(format!("k{i}")), output(i)]);
    let of = |arms: Vec<Json>| Json::from([vec![json!("match"), json!(["get", "k"])], arms, vec![json!(0.5)]].concat());
    let third = |i: usize| json!((i % 3) as f64 / 4.0);
    accepted(of(arms(50_000, third).collect()));
    let labels: Vec<Json> = (0..50_000).map(|i| json!(i)).collect();
    accepted(of(vec![json!(labels), json!(0.25)]));
    let twice: Vec<Json> = arms(300, third).chain([json!("k7"), json!(1)]).collect();
    refused(of(twice), "Branch labels must be unique");
    refused(of(arms(300, third).chain([json!(7), json!(1)]).collect()), "Expected");
    refused(of(arms(300, |_| json!("text")).collect()), "Expected number");
    let expression = super::PropertyExpression::compile(
        &of(arms(1000, third).collect()),
        &json!({"type": "number", "expression": {"parameters": ["feature"]}, "property-type": "data-driven"}),
    )
    .unwrap();
    let value = expression.expression.evaluate(&Context::at_zoom(0.0)).unwrap();
    assert_eq!(value, crate::style::expression::Value::Number(0.5), "no property");
}

#[test]
fn long_lists_take_linear_time() {
    let stops = |count: i32| (0..count).map(|i| json!([i, f64::from(i % 2)])).collect::<Vec<_>>();
    accepted(json!({"property": "n", "stops": stops(10_000)}));
    accepted(json!({"stops": stops(10_000)}));
    let texts: Vec<Json> = (0..10_000).map(|i| json!([i.to_string(), f64::from(i % 2)])).collect();
    accepted(json!({"property": "n", "type": "categorical", "stops": texts}));
    let both: Vec<Json> = (0..5_000).map(|i| json!([{"zoom": i, "value": i}, 1])).collect();
    of_opacity(json!({"property": "n", "stops": both}));
    let (_, problems) = of_opacity(json!({"property": "n", "stops": stops(50_000)}));
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::StyleTooLarge]);
    let flat = || (1..50_000).flat_map(|i| [json!(i), json!(f64::from(i % 2))]);
    accepted([vec![json!("step"), json!(["get", "n"]), json!(0)], flat().collect()].concat().into());
    accepted([vec![json!("interpolate"), json!(["linear"]), json!(["get", "n"])], flat().collect()].concat().into());
    let cases = (0..50_000).flat_map(|i| [json!(["==", ["get", "n"], i]), json!(1)]);
    accepted([vec![json!("case")], cases.collect(), vec![json!(0)]].concat().into());
    let labels: Vec<Json> = (0..100_000).map(|i| json!(i)).collect();
    let layer = |filter: Json| {
        loaded(&json!([{"id": "l", "type": "fill", "source": "s", "source-layer": "l", "filter": filter}]))
    };
    assert!(layer(json!(["in", ["get", "n"], ["literal", labels]])).1.is_empty());
    assert!(layer([vec![json!("in"), json!("n")], labels].concat().into()).1.is_empty());
    let deep = nested(90, json!(["==", "a", 1]), |_, e| json!(["all", e, ["!=", "b", 2]]));
    let problems = layer(deep).1;
    assert!(problems.is_empty(), "{problems:?}");
    of_opacity(nested(120, json!(["get", "n"]), |_, e| json!(["-", e, ["abs", 1]])));
}

#[test]
fn many_layers_and_many_problems_take_linear_time() {
    let mut layers = String::new();
    for i in 0..5000 {
        let _ = write!(
            layers,
            r#"{}{{"id": "l{i}", "type": "symbol", "source": "s", "source-layer": "l{i}", "ref": "l{}",
            "layout": {{"icon-image": "i", "text-font": ["a"], "text-size": -1}}, "paint": {{"no-such": 1}}}}"#,
            if i == 0 { "" } else { "," },
            i + 10_000
        );
    }
    let layers: Json = serde_json::from_str(&format!("[{layers}]")).unwrap();
    let (_, problems) = loaded(&layers);
    assert!(problems.len() >= 5000);
    assert!(problems.iter().all(|p| p.span.is_some_and(|span| span.start > 0)), "each is located");
    let many: Vec<Json> = (0..10_001).map(|i| json!({"id": i.to_string(), "type": "background"})).collect();
    let (_, problems) = loaded(&many.into());
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::StyleTooLarge]);
}
