//! Projects of TM2: `project.yml`.

use std::path::Path;

use super::{
    CartoLayer, CartoProject, mistakes,
    scalar::{attributes, parameters, text},
    sheets::sheets,
    yaml::YamlNode,
};
use crate::{
    diagnostic::{Diagnostics, SourceFiles},
    style::{carto::CartoVersion, mapnik::Attribute},
};

/// The projection of all layers.
const MERCATOR: &str = "+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0.0 +k=1.0 +units=m \
                        +nadgrids=@null +wktext +no_defs +over";

/// Keys that are not about the map.
const SKIPPED: [&str; 6] = ["layers", "styles", "_properties", "_prefs", "srs", "source"];

/// Reads a project.
pub(super) fn project(
    root: &YamlNode,
    folder: &Path,
    files: &mut SourceFiles,
    diagnostics: &mut Diagnostics,
) -> CartoProject {
    let srs = Attribute { name: "srs".into(), value: MERCATOR.into(), span: None };
    let properties = root.get("_properties");
    let mut layers = Vec::new();
    match root.get("layers") {
        None => diagnostics.push(mistakes::missing_key(root.span, "layers", "the list of layers in drawing order")),
        Some(list) => {
            for item in list.items() {
                let id = text(item);
                let mut parts = id.split('.');
                let name = parts.next().unwrap_or("").to_owned();
                let class = parts.collect::<Vec<_>>().join(" ");
                let properties = attributes(properties.and_then(|p| p.get(&id)));
                let attributes = vec![srs.clone()];
                let (global_properties, data_source, span) = (Vec::new(), Vec::new(), item.span);
                layers.push(CartoLayer {
                    id,
                    name,
                    class,
                    attributes,
                    properties,
                    global_properties,
                    data_source,
                    span,
                });
            }
        }
    }
    let sheets = match root.get("styles") {
        Some(list) => sheets(list, folder, files, diagnostics),
        None => {
            diagnostics.push(mistakes::missing_key(root.span, "styles", "the list of style sheets"));
            Vec::new()
        }
    };
    let parameters = parameters(root, &SKIPPED);
    CartoProject { version: CartoVersion::V0, layers, sheets, attributes: vec![srs], parameters }
}
