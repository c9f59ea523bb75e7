//! Projects as `.mml`, in YAML or JSON.

use std::path::Path;

use super::{
    CartoLayer, CartoProject, mistakes,
    scalar::{attribute, attributes, parameters, some_text},
    sheets::sheets,
    yaml::YamlNode,
};
use crate::{
    diagnostic::{Diagnostics, SourceFiles},
    style::carto::CartoVersion,
};

/// Reads a project.
pub(super) fn project(
    root: &YamlNode,
    folder: &Path,
    files: &mut SourceFiles,
    diagnostics: &mut Diagnostics,
) -> CartoProject {
    let version = CartoVersion::V1;
    let mut layers = Vec::new();
    match root.get("Layer") {
        None => diagnostics.push(mistakes::missing_key(root.span, "Layer", "the list of layers in drawing order")),
        Some(list) => {
            for item in list.items() {
                match layer(item, root, version) {
                    Some(layer) => layers.push(layer),
                    None => diagnostics.push(mistakes::layer_without_id(item.span)),
                }
            }
        }
    }
    let sheets = match root.get("Stylesheet") {
        Some(list) => sheets(list, folder, files, diagnostics),
        None => Vec::new(),
    };
    let map = root.entries().into_iter().map(|(name, value)| attribute(name, value)).collect();
    let parameters = parameters(root, &["srs", "Layer", "Stylesheet"]);
    CartoProject { version, layers, sheets, attributes: map, parameters }
}

fn layer(node: &YamlNode, root: &YamlNode, version: CartoVersion) -> Option<CartoLayer> {
    let (id, name) = (node.get("id").and_then(some_text), node.get("name").and_then(some_text));
    let name = if version.layer_name_counts() { name.or(id) } else { id.or(name) }?;
    let own = |key| node.get(key).map(|value| attribute(key, value));
    let global = root.get("_properties").and_then(|p| p.get(&name));
    Some(CartoLayer {
        id: name.clone(),
        class: node.get("class").and_then(some_text).unwrap_or_default(),
        attributes: ["status", "srs"].into_iter().filter_map(own).collect(),
        properties: attributes(node.get("properties")),
        global_properties: attributes(global),
        data_source: node.get("Datasource").map(|_| attributes(node.get("Datasource"))).unwrap_or_default(),
        span: node.get("id").map_or(node.span, |id| id.span),
        name,
    })
}
