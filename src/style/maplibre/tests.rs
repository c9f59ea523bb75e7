use super::*;
use crate::{
    diagnostic::{Severity, report},
    style::{LayerKind, expression::Context},
};

fn load(text: &str) -> (Option<Style>, Vec<Diagnostic>) {
    super::load(&SourceFile::new("test", text))
}

fn problems(text: &str) -> Vec<String> {
    load(text).1.iter().map(|p| report::line(p, &SourceFile::new("test", text))).collect()
}

const LINE: &str = r##"{
  "version": 8,
  "sources": {"v": {"type": "vector", "url": "x"}},
  "layers": [
    {"id": "a", "type": "line", "source": "v", "source-layer": "road",
     "filter": ["==", "class", "primary"],
     "paint": {"line-width": {"stops": [[5, 1], [15, 11]]}, "line-color": "#f00", "line-wdth": 2}}
  ]
}"##;

#[test]
fn a_legacy_zoom_function_becomes_a_property_of_zoom() {
    let (style, _) = load(LINE);
    let style = style.unwrap();
    let LayerKind::Line(line) = &style.layers[0].kind else { panic!("a line") };
    assert_eq!(line.width.get(&Context::at_zoom(10.0)), 6.0);
    assert!(line.width.reads_zoom() && !line.width.reads_feature());
    assert_eq!(line.color.constant().map(|c| c.r), Some(1.0));
    assert_eq!(line.miter_limit.constant(), Some(&2.0), "the default");
    assert_eq!(style.inputs[0].keys.names().collect::<Vec<_>>(), ["class"]);
}

#[test]
fn an_unknown_property_is_named_with_its_place() {
    assert_eq!(
        problems(LINE),
        [
            "test:7:83: error[K0704] layers[0].paint.line-wdth: the paint of a line layer has no property \"line-wdth\" (did you mean \"line-width\"?)"
        ]
    );
}

#[test]
fn wrong_types_are_errors_at_the_offending_part_of_the_expression() {
    let text = LINE.replace("\"#f00\"", r#"["case", ["get", "a"], "red", ["blue", 1]]"#);
    let found = load(&text).1;
    assert_eq!(found[0].path, "layers[0].paint.line-color[3][0]", "{found:?}");
    assert_eq!(found[0].severity, Severity::Error);
    let text = LINE.replace("\"#f00\"", "7");
    assert!(problems(&text)[0].contains("\"line-color\" must be a colour, not 7"), "{:?}", problems(&text));
}

#[test]
fn a_missing_source_is_an_error() {
    let text = LINE.replace("\"source\": \"v\"", "\"source\": \"w\"");
    assert!(problems(&text)[0].contains("the style has no source \"w\""));
}

#[test]
fn what_is_no_json_is_refused_with_line_and_column() {
    let text = "{\n  \"version\": 8,\n}";
    assert!(load(text).0.is_none());
    assert!(problems(text)[0].starts_with("test:3:1: error[K0701] "), "{:?}", problems(text));
}

#[test]
fn a_filter_may_use_the_zoom_anywhere() {
    let text = r#"{"version":8,"sources":{"v":{"type":"vector","url":"x"}},"layers":[{"id":"a","type":"line","source":"v",
        "source-layer":"a","filter":["any",["==",["get","rank"],1],["case",[">=",["zoom"],4],true,false]]}]}"#;
    assert_eq!(problems(text), Vec::<String>::new());
}
