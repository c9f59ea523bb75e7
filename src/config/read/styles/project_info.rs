//! The metadata of a CartoCSS project.

use serde_json::{Map, Value};

use super::project::{folder_of, package};
use crate::{
    config::{
        document::{DocumentNode, read_file},
        expand::npm,
        read::{
            ConfigReader,
            fields::{Fields, to_json},
            reference::reference,
        },
    },
    diagnostic::{Diagnostics, SourceFiles},
};

/// Keys of a project that are copied to `info.json`.
const INFO_KEYS: &[&str] = &[
    "attribution",
    "bounds",
    "center",
    "description",
    "format",
    "minzoom",
    "maxzoom",
    "template",
    "interactivity_layer",
];

/// Keys of `yamlSetParams` that replace those of the project.
const SET_KEYS: &[&str] = &["attribution", "description", "format", "minzoom", "maxzoom"];

/// The metadata of the project in `loader`, if its file exists, with what `set` replaces. `info.json` has it even if
/// another style is drawn.
pub(super) fn project_info(
    loader: &DocumentNode,
    drawn: Option<&DocumentNode>,
    set: Fields<'_>,
    reader: &ConfigReader<'_, '_>,
) -> Map<String, Value> {
    let path = match package(loader) {
        Some(parts) => npm::resolve(&parts, &folder_of(loader, reader), reader.environment).ok(),
        None => loader.single().map_or(loader, |e| &e.value).text().map(|text| reader.path(loader, text)),
    };
    // Diagnostics about the project's file are discarded.
    let (mut files, mut diagnostics) = (SourceFiles::default(), Diagnostics::default());
    let project =
        path.filter(|p| p.extension().is_some_and(|e| ["yml", "yaml", "mml"].iter().any(|known| e == *known)));
    let Some(Ok(project)) = project.map(|p| read_file(&p, None, &mut files, &mut diagnostics)) else {
        return Map::new();
    };
    let known = project.entries().iter().filter(|e| INFO_KEYS.contains(&e.key.as_str()));
    let said = known.filter(|e| e.value.text().is_none_or(|text| !text.is_empty()));
    let mut info: Map<_, _> =
        said.map(|e| (e.key.clone(), to_json(&e.value))).filter(|(_, value)| !value.is_null()).collect();
    for key in SET_KEYS {
        if let Some(node) = set.node(key) {
            info.insert((*key).to_owned(), to_json(node));
        }
    }
    // tilelive adds these to each Mapnik style.
    info.insert("scale".into(), "1".into());
    if let Some(source) = reference(drawn) {
        info.insert("source".into(), format!("sourceref:///?ref={source}").into());
    }
    info
}
