//! What a Mapnik map means: layer by layer the styles with their rules, with numbers and colors by value.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::xml::Element;

/// The map's own attributes, and each layer with its styles as text.
pub(crate) fn of(map: &Element) -> Vec<String> {
    let faces: HashMap<String, String> = named(map, "FontSet")
        .map(|set| {
            let faces: Vec<_> = set.children.iter().filter_map(|f| attribute(f, "face-name")).collect();
            (attribute(set, "name").unwrap_or_default(), faces.join(" | "))
        })
        .collect();
    let styles: HashMap<String, &Element> =
        named(map, "Style").map(|s| (attribute(s, "name").unwrap_or_default(), s)).collect();
    let mut lines = vec![format!("{:?}", attributes(map, &faces))];
    for layer in named(map, "Layer") {
        lines.push(format!("layer {:?}", attributes(layer, &faces)));
        for source in named(layer, "Datasource").flat_map(|d| &d.children) {
            lines.push(format!("  {:?} {}", attributes(source, &faces), value(&source.text)));
        }
        for style in named(layer, "StyleName").filter_map(|n| styles.get(n.text.trim())) {
            lines.push(format!("  style {:?}", attributes(style, &faces)));
            lines.extend(named(style, "Rule").map(|r| rule(r, &faces)));
        }
    }
    lines
}

fn rule(rule: &Element, faces: &HashMap<String, String>) -> String {
    let text = |name| named(rule, name).next().map(|e| value(&e.text));
    let filter = named(rule, "Filter").next().map_or(BTreeSet::new(), |f| conditions(&f.text));
    let symbolizers = rule.children.iter().filter(|c| c.name.ends_with("Symbolizer"));
    let symbolizers: Vec<_> = symbolizers.map(|s| symbolizer(s, faces)).collect();
    format!("    {:?} {:?} {filter:?} {symbolizers:?}", text("MaxScaleDenominator"), text("MinScaleDenominator"))
}

fn symbolizer(element: &Element, faces: &HashMap<String, String>) -> String {
    let children: Vec<_> = element.children.iter().map(|c| symbolizer(c, faces)).collect();
    let text = if children.is_empty() { value(&element.text) } else { String::new() };
    format!("{} {:?} {text} {children:?}", element.name, attributes(element, faces))
}

fn conditions(text: &str) -> BTreeSet<String> {
    text.split(" and ").map(|part| part.trim().trim_start_matches('(').trim_end_matches(')').to_owned()).collect()
}

fn attributes(element: &Element, faces: &HashMap<String, String>) -> BTreeMap<String, String> {
    let resolve = |name: &str, text: &str| match name {
        "fontset-name" => faces.get(text).cloned().unwrap_or_default(),
        _ => value(text),
    };
    element.attributes.iter().map(|(name, text)| (name.clone(), resolve(name, text))).collect()
}

fn named<'e>(element: &'e Element, name: &str) -> impl Iterator<Item = &'e Element> {
    element.children.iter().filter(move |c| c.name == name)
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    element.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone())
}

/// A value without differences in the way it is written.
fn value(text: &str) -> String {
    let text = text.trim();
    let parts: Vec<&str> = text.split([' ', ',']).filter(|p| !p.is_empty()).collect();
    let numbers: Option<Vec<f64>> = parts.iter().map(|p| p.parse().ok()).collect();
    match numbers {
        Some(numbers) => format!("{:?}", numbers.iter().map(|n| (n * 1e4).round() / 1e4).collect::<Vec<_>>()),
        None => text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}
