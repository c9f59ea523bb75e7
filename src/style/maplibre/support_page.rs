//! The page that says what karto makes of everything that the style specification names (`docs/style-support.md`),
//! written from the tables that reading a style follows.

use std::fmt::Write;

use serde_json::json;

use super::{
    expression,
    layers::NOT_DRAWN,
    properties::properties_of,
    reference,
    support::{ROOT, SOURCES, Support},
};

/// Source types that `serve` does not draw.
const SOURCES_NOT_DRAWN: &[(&str, &str)] = &[
    ("geojson", "put the data into a tile source"),
    ("image", "put it into a tile source"),
    ("video", "a picture does not move"),
];

/// The page.
pub fn markdown() -> String {
    let mut page = format!(
        "# What of a style is drawn\n\n\
         Everything that the MapLibre style specification names (version {} of\n\
         `@maplibre/maplibre-gl-style-spec`), and what karto makes of it. Written by `karto schema --style-support`\n\
         from the tables that styles are read with.\n\n\
         - **drawn**: changes the picture as the specification says;\n\
         - **without meaning**: read and checked; changes nothing in a still picture of a flat map with north up;\n\
         - **configured**: the configuration says it instead of the style;\n\
         - **not drawn**: would change the picture and does not. `karto check` warns of it by name (K0709).\n\n\
         A property that is neither here nor near a name that is gets a warning; a misspelt one, one of another layer\n\
         type or in the wrong section, a value of the wrong type or outside its range is an error, and karto does not\n\
         start with it.\n",
        reference::version()
    );
    section(&mut page, "Root properties", "$root", |name| find(ROOT, name));
    for kind in ["vector", "raster", "raster-dem", "geojson", "image", "video"] {
        if let Some((_, why)) = SOURCES_NOT_DRAWN.iter().find(|(known, _)| *known == kind) {
            say(&mut page, format_args!("\n## Sources of type `{kind}`\n\n**Not drawn**: {why}.\n"));
            continue;
        }
        let entries: Vec<(&str, Support)> =
            SOURCES.iter().filter(|(known, ..)| *known == kind).map(|(_, name, support)| (*name, *support)).collect();
        let table = format!("source_{}", kind.replace('-', "_"));
        section(&mut page, &format!("Sources of type `{kind}`"), &table, |name| find(&entries, name));
    }
    for kind in reference::layer_kinds() {
        layers(&mut page, kind);
    }
    page.push_str(
        "\n`visibility` works in every layer. A `…-transition` beside a property is read and checked; a picture shows \
         the end of it.\n",
    );
    operators(&mut page);
    page
}

fn find(entries: &[(&str, Support)], name: &str) -> Support {
    entries.iter().find(|(known, _)| *known == name).map_or(Support::Drawn, |(_, support)| *support)
}

fn section(page: &mut String, title: &str, table: &str, support: impl Fn(&str) -> Support) {
    say(page, format_args!("\n## {title}\n\n| property | |\n|---|---|\n"));
    for name in reference::section(table).into_iter().flat_map(|table| table.keys()).filter(|name| *name != "*") {
        say(page, format_args!("| `{name}` | {} |\n", support(name).words()));
    }
}

fn layers(page: &mut String, kind: &str) {
    say(page, format_args!("\n## Layers of type `{kind}`\n\n"));
    if NOT_DRAWN.contains(&kind) {
        page.push_str("**Not drawn.**\n");
        return;
    }
    page.push_str("| property | |\n|---|---|\n");
    let read = properties_of(kind);
    for part in ["layout", "paint"] {
        let names = reference::section(&format!("{part}_{kind}")).into_iter().flat_map(|table| table.keys());
        for name in names.filter(|name| *name != "visibility") {
            let entry = read.iter().find(|entry| (entry.section, entry.name) == (part, name.as_str()));
            let support = entry.map_or(Support::Not("karto does not know it yet"), |entry| entry.support);
            say(page, format_args!("| {part} `{name}` | {} |\n", support.words()));
        }
    }
}

fn operators(page: &mut String) {
    page.push_str("\n## Expressions\n\n| group | evaluated | not known |\n|---|---|---|\n");
    let mut groups: Vec<(&str, Vec<&str>, Vec<&str>)> = Vec::new();
    for (name, group) in reference::operators() {
        let at = groups.iter().position(|(known, ..)| *known == group).unwrap_or_else(|| {
            groups.push((group, Vec::new(), Vec::new()));
            groups.len() - 1
        });
        let known = expression::is_expression(&json!([name]));
        if known { groups[at].1.push(name) } else { groups[at].2.push(name) }
    }
    let list = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ");
    for (group, known, unknown) in &groups {
        say(page, format_args!("| {group} | {} | {} |\n", list(known), list(unknown)));
    }
    page.push_str(
        "\nLegacy filters, zoom and property functions and `{token}` texts are read as well. `feature-state` has no \
         state in pictures, `accumulated` no clusters.\n",
    );
}

fn say(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into memory cannot fail.
    let _ = page.write_fmt(text);
}
