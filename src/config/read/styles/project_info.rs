//! What a CartoCSS project says about itself.

use serde_json::{Map, Value};

use super::project::{folder_of, package};
use crate::{
    config::{
        document::{Node, read_file},
        expand::npm,
        read::{Reader, fields::to_json, reference::reference},
    },
    diagnostic::{Diagnostics, SourceFiles},
};

/// Keys of a `project.yml` that go into info.json.
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

/// What the project in `loader` says of itself, if it is there: a stand-in is drawn in its place, but
/// info.json stays that of the project.
pub(super) fn project_info(loader: &Node, drawn: Option<&Node>, reader: &Reader<'_, '_>) -> Map<String, Value> {
    let path = match package(loader) {
        Some(parts) => npm::resolve(&parts, &folder_of(loader, reader), reader.environment).ok(),
        None => loader.single().map_or(loader, |e| &e.value).text().map(|text| reader.path(loader, text)),
    };
    // Problems in the project are for its loader to report.
    let (mut files, mut diagnostics) = (SourceFiles::default(), Diagnostics::default());
    let project = path.filter(|p| p.extension().is_some_and(|e| e == "yml" || e == "yaml"));
    let Some(Ok(project)) = project.map(|p| read_file(&p, None, &mut files, &mut diagnostics)) else {
        return Map::new();
    };
    let known = project.entries().iter().filter(|e| INFO_KEYS.contains(&e.key.as_str()));
    let said = known.filter(|e| e.value.text().is_none_or(|text| !text.is_empty()));
    let mut info: Map<_, _> =
        said.map(|e| (e.key.clone(), to_json(&e.value))).filter(|(_, value)| !value.is_null()).collect();
    // What tilelive adds to every Mapnik style.
    info.insert("scale".into(), "1".into());
    if let Some(source) = reference(drawn) {
        info.insert("source".into(), format!("sourceref:///?ref={source}").into());
    }
    info
}
