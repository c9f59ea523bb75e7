//! The JSON Schema and the reference, which are generated from the tables of keys.

use karto::config::{
    keys::{KeySection, Requirement, Shape, runner::RUNNER, schemes::SCHEMES, source::SOURCE},
    reference::{json_schema, markdown},
};

use crate::support::{fixtures, load_text};

#[test]
fn the_committed_reference_is_up_to_date() {
    let file = fixtures().join("../../docs/configuration.md");
    if std::env::var_os("KARTO_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, markdown()).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == markdown(), "run `karto schema --markdown > docs/configuration.md`");
}

#[test]
fn the_committed_style_support_page_is_up_to_date() {
    let file = fixtures().join("../../docs/style-support.md");
    if std::env::var_os("KARTO_BLESS").is_some() {
        std::fs::write(&file, karto::style::maplibre::markdown()).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == karto::style::maplibre::markdown(),
        "run `karto schema --style-support > docs/style-support.md`"
    );
}

#[test]
fn the_committed_cartocss_support_page_is_up_to_date() {
    let file = fixtures().join("../../docs/cartocss-support.md");
    let page = karto::style::carto::support_page();
    if std::env::var_os("KARTO_BLESS").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == page, "run `karto schema --cartocss-support > docs/cartocss-support.md`");
}

fn every_section(shape: &'static Shape, visit: &mut dyn FnMut(&'static KeySection)) {
    match shape {
        Shape::Section(section) => {
            visit(section);
            section.keys.iter().for_each(|k| every_section(&k.shape, visit));
        }
        Shape::List(inner) | Shape::OneOrMore(inner) | Shape::Map(inner) => every_section(inner, visit),
        Shape::Either(shapes) => shapes.iter().for_each(|s| every_section(s, visit)),
        _ => {}
    }
}

fn all_sections() -> Vec<&'static KeySection> {
    let mut sections = vec![&RUNNER, &SOURCE];
    sections.extend(SCHEMES.iter().map(|s| s.params));
    for section in sections.clone() {
        section.keys.iter().for_each(|k| every_section(&k.shape, &mut |s| sections.push(s)));
    }
    sections
}

#[test]
fn every_key_has_a_description_and_a_unique_name() {
    for section in all_sections() {
        let mut names: Vec<_> = section.names().collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}", section.name);
        for key in section.keys {
            assert!(key.about.ends_with('.') && key.about.len() > 5, "{} {}", section.name, key.name);
            assert!(key.default.is_none() || key.need == Requirement::Optional, "{} {}", section.name, key.name);
        }
    }
}

#[test]
fn every_default_is_a_valid_value() {
    let yaml = |text: &str| if text.contains(['*', ':', '\'']) { format!("\"{text}\"") } else { text.to_owned() };
    let write = |section: &KeySection, indent: &str| {
        let keys = section.keys.iter().filter_map(|k| Some((k.name, k.default?)));
        keys.map(|(name, default)| format!("{indent}{name}: {}\n", yaml(default))).collect::<String>()
    };
    let find = |name: &str| all_sections().into_iter().find(|s| s.name == name).unwrap();
    let mut text = write(find("conf"), "");
    text.push_str(&format!("geoshapes:\n  database: gis\n{}", write(find("conf.geoshapes"), "  ")));
    text.push_str("karto:\n");
    for name in ["admin", "cache", "render", "limits", "answers"] {
        text.push_str(&format!("  {name}:\n{}", write(find(&format!("karto.{name}")), "    ")));
    }
    text.push_str("sources:\n  v: {uri: 'http://t/{z}/{x}/{y}'}\n");
    for scheme in ["overzoom", "json2tags", "babel", "style"] {
        let section = SCHEMES.iter().find(|s| s.names[0] == scheme).unwrap().params;
        let uri = if scheme == "style" { "style:///embedded/light".to_owned() } else { format!("{scheme}://") };
        text.push_str(&format!(
            "  s-{scheme}:\n    public: true\n    uri: {uri}\n    params:\n      source: {{ref: v}}\n{}",
            write(section, "      ")
        ));
    }
    let loaded = load_text(&text);
    assert!(loaded.settings.is_some(), "{text}\n{}", loaded.human(false));
}

#[test]
fn the_schema_is_closed_and_its_references_resolve() {
    let schema = json_schema();
    let text = schema.to_string();
    let mut links = 0;
    for link in text.split("\"$ref\":\"#/$defs/").skip(1) {
        let name = link.split('"').next().unwrap();
        assert!(schema["$defs"].get(name).is_some(), "{name}");
        links += 1;
    }
    assert!(links > 30, "{links}");
    assert_eq!(schema["$defs"]["karto-cache"]["additionalProperties"], false);
    assert_eq!(schema["$defs"]["conf"]["properties"]["port"]["default"], 6533);
}
