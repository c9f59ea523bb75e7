//! Checks of styles: all errors are reported, and valid styles have no diagnostics.

use std::fs;

use karto::{
    check::load,
    config::LoadedConfig,
    diagnostic::{Severity, SourceFile},
    style::{self, maplibre::reference},
};
use serde_json::{Value, json};

use crate::support::{fixtures, messages, options};

/// A style of one layer of `kind` whose `section` holds one property.
fn style_with(kind: &str, section: &str, name: &str, value: &Value) -> String {
    let source = match kind {
        "raster" => json!({"type": "raster", "tiles": []}),
        "hillshade" => json!({"type": "raster-dem", "tiles": []}),
        _ => json!({"type": "vector", "tiles": []}),
    };
    let mut layer = json!({"id": "a", "type": kind, "source": "s", "source-layer": "l", section: {name: value}});
    if kind == "background" {
        layer.as_object_mut().unwrap().retain(|key, _| !key.starts_with("source"));
    }
    json!({"version": 8, "sources": {"s": source}, "layers": [layer]}).to_string()
}

/// Kind, section, name and entry of every property that layers are drawn with.
fn every_property() -> Vec<(&'static str, &'static str, &'static str, &'static Value)> {
    let mut all = Vec::new();
    for kind in reference::layer_kinds().filter(|kind| *kind != "color-relief") {
        for section in ["layout", "paint"] {
            let table = reference::section(&format!("{section}_{kind}")).unwrap();
            all.extend(table.iter().map(|(name, entry)| (kind, section, name.as_str(), entry)));
        }
    }
    all
}

/// Whether layers of `kind` are drawn with the property.
fn is_read(kind: &str, section: &str, name: &str) -> bool {
    name == "visibility"
        || style::maplibre::properties_of(kind).iter().any(|known| (known.section, known.name) == (section, name))
}

/// The problems of a style, each as path and message.
fn problems(text: &str) -> Vec<(Severity, String, String)> {
    let file = SourceFile::new("test", text);
    style::load(&file).1.into_iter().map(|p| (p.severity, p.path, p.message)).collect()
}

#[test]
fn every_misspelled_property_is_reported() {
    let mut tried = 0;
    for (kind, section, name, _) in every_property() {
        let chars: Vec<char> = name.chars().collect();
        let mut swapped = chars.clone();
        swapped.swap(1, 2);
        let shorter: String = chars[..chars.len() - 1].iter().collect();
        for wrong in [format!("{name}s"), shorter, swapped.iter().collect(), name.replacen('-', "_", 1)] {
            if wrong == name || reference::property(kind, section, &wrong).is_some() {
                continue;
            }
            let found = problems(&style_with(kind, section, &wrong, &json!(1)));
            let told = found.iter().any(|(severity, path, message)| {
                *severity == Severity::Error && path.ends_with(&wrong) && message.contains(&wrong)
            });
            assert!(told, "{kind} {section} {wrong}: {found:?}");
            tried += 1;
        }
    }
    assert!(tried > 400, "{tried}");
}

#[test]
fn every_value_of_the_wrong_type_is_reported() {
    for (kind, section, name, entry) in every_property() {
        let not_read = !is_read(kind, section, name);
        let wrong: &[Value] = match entry["type"].as_str().unwrap() {
            "number" => {
                &[json!("3"), json!(true), json!({}), json!([3]), json!({"stop": [[1, 2]]}), json!({"stops": []})]
            }
            "string" | "formatted" | "resolvedImage" => &[json!(3), json!(true), json!(["one", "two"])],
            "enum" => &[json!("nonsense"), json!(3), json!(["one"])],
            "color" => &[json!("nonsense"), json!(3), json!([1, 2, 3])],
            "boolean" => &[json!("true"), json!(1)],
            "array" | "variableAnchorOffsetCollection" => &[json!(3), json!("3"), json!({})],
            "padding" | "numberArray" => &[json!("3"), json!(true), json!(["a"])],
            "colorArray" => &[json!(3), json!(["nonsense"])],
            other => panic!("{name} is {other}"),
        };
        for value in wrong {
            let found = problems(&style_with(kind, section, name, value));
            let told = found.iter().any(|(severity, path, message)| {
                (not_read || *severity == Severity::Error) && path.contains(name) && message.contains(name)
            });
            assert!(told, "{kind} {section} {name}: {value}: {found:?}");
        }
    }
}

#[test]
fn numbers_out_of_the_specified_range_are_rejected_and_its_limits_are_accepted() {
    let mut tried = 0;
    for (kind, section, name, entry) in every_property().into_iter().filter(|(.., entry)| entry["type"] == "number") {
        if !is_read(kind, section, name) {
            continue;
        }
        for (end, outside) in [(&entry["minimum"], -0.5), (&entry["maximum"], 0.5)] {
            let Some(end) = end.as_f64() else { continue };
            assert_eq!(problems(&style_with(kind, section, name, &json!(end))), [], "{name} {end}");
            let found = problems(&style_with(kind, section, name, &json!(end + outside)));
            assert!(matches!(found.as_slice(), [(Severity::Error, ..)]), "{name}: {found:?}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn every_default_of_the_specification_is_accepted() {
    for (kind, section, name, entry) in every_property() {
        if let Some(default) = entry.get("default").filter(|_| is_read(kind, section, name)) {
            assert_eq!(problems(&style_with(kind, section, name, default)), [], "{kind} {section} {name}");
        }
    }
}

#[test]
fn the_built_in_styles_have_no_problems() {
    for name in ["light", "dark", "osm-bright"] {
        assert_eq!(problems(style::embedded::style(name).unwrap().json), [], "{name}");
    }
}

/// Loads a configuration that draws `style` from the tiles at `uri`; `{repo}` in it is the repository.
fn drawn(folder: &tempfile::TempDir, uri: &str, style: &Value) -> LoadedConfig {
    fs::write(folder.path().join("style.json"), style.to_string()).unwrap();
    let config = folder.path().join("config.yaml");
    let uri = uri.replace("{repo}", fixtures().join("../..").to_str().unwrap());
    let text = format!(
        "sources:\n  tiles: {{uri: '{uri}'}}\n  more: {{uri: 'overzoom://', params: {{source: {{ref: tiles}}, maxzoom: 9}}}}\n  \
         m: {{public: true, uri: 'style://style.json', params: {{source: {{ref: more}}}}}}\n"
    );
    fs::write(&config, text).unwrap();
    load(&options(config))
}

fn reading(layer: &str) -> Value {
    json!({"version": 8, "sources": {"s": {"type": "vector", "url": "x"}}, "layers": [
        {"id": "a", "type": "line", "source": "s", "source-layer": layer}]})
}

#[test]
fn layers_of_local_archives_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("city.mbtiles");
    let db = rusqlite::Connection::open(&archive).unwrap();
    db.execute_batch(
        r#"CREATE TABLE metadata (name TEXT, value TEXT);
           CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB);
           INSERT INTO metadata VALUES ('format', 'pbf'), ('json', '{"vector_layers": [{"id": "road"}]}');"#,
    )
    .unwrap();
    for (uri, there, missing) in [
        (format!("mbtiles://{}", archive.display()), "road", "roads"),
        ("pmtiles://{repo}/styles/demo/world.pmtiles".to_owned(), "admin", "admins"),
    ] {
        let good = drawn(&folder, &uri, &reading(there));
        assert_eq!(messages(&good, Severity::Error), Vec::<String>::new(), "{}", good.human(false));
        let bad = drawn(&folder, &uri, &reading(missing));
        let expected = format!("K0702 the style reads the vector layer `{missing}`, which `more` does not have");
        assert_eq!(messages(&bad, Severity::Error), [expected]);
        let finding = bad.diagnostics.iter().find(|f| f.severity == Severity::Error).unwrap();
        assert_eq!(finding.suggestion.as_deref(), Some(there));
        assert_eq!(finding.path, "layers[0].source-layer");
    }
}

#[test]
fn an_excluded_layer_is_not_checked() {
    let folder = tempfile::tempdir().unwrap();
    let style = json!({"version": 8, "sources": {"s": {"type": "vector"}}, "layers": [
        {"id": "a", "type": "symbol", "source": "s", "source-layer": "nowhere",
         "layout": {"text-field": "x", "text-font": ["Comic Sans"], "icon-image": "none"}}]});
    fs::write(folder.path().join("style.json"), style.to_string()).unwrap();
    let config = folder.path().join("config.yaml");
    let text = "sources:\n  tiles: {uri: 'http://t.test/{z}/{x}/{y}', setInfo: {vector_layers: [{id: road}]}}\n  \
                m: {public: true, uri: 'style://style.json', params: {source: {ref: tiles}, exceptLayers: [a]}}\n";
    fs::write(&config, text).unwrap();
    let loaded = load(&options(&config));
    assert_eq!(messages(&loaded, Severity::Error), Vec::<String>::new());
    fs::write(&config, text.replace(", exceptLayers: [a]", "")).unwrap();
    let codes: Vec<String> =
        messages(&load(&options(&config)), Severity::Error).iter().map(|m| m[..5].to_owned()).collect();
    assert_eq!(codes, ["K0702", "K0703", "K0708"]);
}

#[test]
fn configured_fonts_are_found_and_one_font_of_a_stack_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    let text = |fonts: &[&str]| {
        json!({"version": 8, "sources": {"s": {"type": "vector"}}, "layers": [
            {"id": "a", "type": "symbol", "source": "s", "source-layer": "road",
             "layout": {"text-field": "x", "text-font": fonts}}]})
    };
    let uri = "http://t.test/{z}/{x}/{y}";
    let good = drawn(&folder, uri, &text(&["Open Sans Regular", "Noto Sans Regular"]));
    assert_eq!(messages(&good, Severity::Warning), Vec::<String>::new());
    assert_eq!(
        messages(&good, Severity::Info),
        ["K0703 there is no font `Open Sans Regular`: its text is drawn with `Noto Sans Regular`"]
    );
    let bad = drawn(&folder, uri, &text(&["Open Sans Regular", "Arial Unicode MS Regular"]));
    assert_eq!(
        messages(&bad, Severity::Error),
        ["K0703 none of the fonts `Open Sans Regular`, `Arial Unicode MS Regular` exists"]
    );
}
