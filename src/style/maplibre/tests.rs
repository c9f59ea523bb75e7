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
fn an_unknown_property_is_reported_with_its_position() {
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
    assert!(problems(&text)[0].contains("\"line-color\" must be a color, not 7"), "{:?}", problems(&text));
}

#[test]
fn a_missing_source_is_an_error() {
    let text = LINE.replace("\"source\": \"v\"", "\"source\": \"w\"");
    assert!(problems(&text)[0].contains("the style has no source \"w\""));
}

#[test]
fn invalid_json_is_rejected_with_line_and_column() {
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

#[test]
fn missing_properties_have_the_default_of_the_specification() {
    for kind in reference::layer_kinds().filter(|kind| !properties_of(kind).is_empty()) {
        let mut given = serde_json::json!({"layout": {}, "paint": {}});
        for entry in properties_of(kind) {
            let default = reference::property(kind, entry.section, entry.name).and_then(|spec| spec.get("default"));
            if let Some(default) = default {
                given[entry.section][entry.name] = default.clone();
            }
        }
        let (default, given) = (layer(kind, &serde_json::json!({})), layer(kind, &given));
        if let (LayerKind::Heatmap(default), LayerKind::Heatmap(given)) = (&default, &given) {
            for ramp in [0.0, 0.05, 0.1, 0.4, 0.77, 1.0] {
                let context = Context::at_zoom(0.0).with_ramp(ramp);
                assert_eq!(default.color.get(&context), given.color.get(&context));
            }
            continue;
        }
        let shown = |kind: &LayerKind| format!("{kind:#?}").replace("given: true", "given: false");
        let differs = shown(&default).lines().zip(shown(&given).lines()).position(|(a, b)| a != b);
        assert_eq!(differs.and_then(|line| shown(&given).lines().nth(line).map(str::to_owned)), None, "{kind}");
    }
}

/// A layer of type `kind` with the sections of `json`.
fn layer(kind: &str, json: &Json) -> LayerKind {
    let mut layer = serde_json::json!({"id": "a", "type": kind, "source": kind, "source-layer": "a"});
    layer.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
    let sources = serde_json::json!({
        "raster": {"type": "raster", "url": "x"}, "hillshade": {"type": "raster-dem", "url": "x"},
        kind: {"type": match kind { "raster" => "raster", "hillshade" => "raster-dem", _ => "vector" }, "url": "x"},
    });
    let text = serde_json::json!({"version": 8, "sources": sources, "layers": [layer]}).to_string();
    let (style, problems) = load(&text);
    assert!(problems.is_empty(), "{problems:?}");
    style.unwrap().layers.remove(0).kind
}

#[test]
fn colors_are_parsed_as_in_the_specification() {
    let words = [
        "#f0c",
        "#f0cf",
        "#FF00CC",
        "#ff00cc80",
        " #ff00cc ",
        "#",
        "#f",
        "#fffff",
        "#gggggg",
        "#€abc",
        "red",
        "RED",
        "rebeccapurple",
        "yellowgreen",
        "aliceblue",
        "grey",
        "transparent",
        "notacolor",
        "",
        "rgb(1,2,3)",
        "rgba(1, 2, 3, 0.5)",
        "rgb(1 2 3 / 50%)",
        "rgb(10%, 20%, 30%)",
        "rgb(10%, 20, 30%)",
        "rgb(1, 2 3)",
        "rgb(1 2 3, 0.5)",
        "rgb(1,2,3 / 0.5)",
        "rgb(300, -20, 3.5)",
        "rgb(1e2,0,0)",
        "rgb(.,0,0)",
        "rgb(1,2)",
        "rgb(1,2,3,4,5)",
        "rgb(1,2,3",
        "rgb(1,2,3) ",
        "rgb( 1 , 2 , 3 )",
        "RGB(1,2,3)",
        "hsl(120, 50%, 50%)",
        "hsl(120deg 50% 50%)",
        "hsl(-30, 50%, 50%)",
        "hsl(480, 150%, 20%)",
        "hsla(1, 2%, 3%, 0.4)",
        "hsl(1, 2, 3)",
        "hsl(1%, 2%, 3%)",
        "hsl(120rad, 50%, 50%)",
        "hsla(120 50% 50% / 20%)",
        "hsl(0,0%,100%)",
        "hsb(1,2,3)",
    ];
    for word in words {
        let theirs = maplibre_expr::Color::parse(word).map(|c| [c.r, c.g, c.b, c.a]);
        assert_eq!(crate::style::Color::parse(word).map(|c| [c.r, c.g, c.b, c.a]), theirs, "{word}");
    }
}

#[test]
fn a_rare_operator_inside_a_binding_sees_the_binding() {
    let text = LINE.replace("\"#f00\"", r#"["let", "x", ["length", "abcd"], ["rgb", ["*", 51, ["var", "x"]], 0, 0]]"#);
    let (style, _) = load(&text);
    let LayerKind::Line(line) = &style.unwrap().layers[0].kind else { panic!("a line") };
    assert_eq!(line.color.get(&Context::at_zoom(10.0)), crate::style::Color::new(0.8, 0.0, 0.0, 1.0));
}
