//! The elements of a map, which may be in included files.

use std::path::Path;

use roxmltree::Node;

use super::{
    document::with_document, elements::ElementReader, expand::Expanded, folder::MapFolder, layer::DataSources,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    style::mapnik::map::{FaceSet, MapnikMap},
};

/// The elements of a map.
const OF_MAPS: [&str; 7] = ["Style", "Layer", "FontSet", "Parameters", "Datasource", "FileSource", "Include"];
/// The deepest nesting of includes.
const DEEPEST: usize = 16;

/// A map that is being read.
pub(super) struct MapBuilder<'b> {
    pub map: MapnikMap,
    pub sources: DataSources,
    pub problems: &'b mut Diagnostics,
}

impl MapBuilder<'_> {
    /// Reads the elements within `node`, an element of a file in `folder`.
    pub(super) fn elements(
        &mut self,
        node: Node<'_, '_>,
        expanded: &Expanded,
        files: &mut MapFolder<'_>,
        folder: &Path,
        depth: usize,
    ) {
        for child in node.children().filter(Node::is_element) {
            let mut reader = ElementReader { expanded, problems: self.problems };
            match child.tag_name().name() {
                "Style" => {
                    let known = &mut self.map.styles;
                    // Of styles with the same name, Mapnik keeps the first.
                    known.extend(reader.style(child).filter(|style| known.iter().all(|it| it.name != style.name)));
                }
                "Layer" => reader.layer(child, &self.sources, 0, &mut self.map.layers),
                "FontSet" => self.map.font_sets.extend(font_set(&mut reader, child)),
                "Datasource" => {
                    let parameters = reader.data_source(child, &self.sources);
                    self.sources.insert(child.attribute("name").unwrap_or("Unnamed").to_owned(), parameters);
                }
                "Parameters" => {
                    let parameters = reader.data_source(child, &self.sources);
                    self.map.parameters.extend(parameters);
                }
                "FileSource" => {}
                "Include" if depth < DEEPEST => self.elements(child, expanded, files, folder, depth + 1),
                "include" if depth < DEEPEST => self.include(child, expanded, files, folder, depth + 1),
                _ => reader.unknown(child, &OF_MAPS),
            }
        }
    }

    /// Reads an included file (XInclude).
    fn include(
        &mut self,
        node: Node<'_, '_>,
        expanded: &Expanded,
        files: &mut MapFolder<'_>,
        folder: &Path,
        depth: usize,
    ) {
        let mut reader = ElementReader { expanded, problems: self.problems };
        let Some(name) = reader.required(node, "href") else { return };
        let file = match files.read(&name, folder) {
            Ok(file) => file,
            Err(why) => {
                let problem = Diagnostic::error(Code::MissingFile, reader.span(node), why);
                reader.report(problem, node);
                return;
            }
        };
        let result = with_document(&file, files, |document, expanded, files| {
            self.elements(document.root_element(), expanded, files, &file.folder, depth);
        });
        if let Err((why, span)) = result {
            self.problems.push(Diagnostic::error(Code::StyleInvalid, span, why));
        }
    }
}

fn font_set(reader: &mut ElementReader<'_>, node: Node<'_, '_>) -> Option<FaceSet> {
    let name = reader.required(node, "name")?;
    let mut set = FaceSet { name, faces: Vec::new(), span: reader.span(node) };
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "Font" => set.faces.extend(reader.required(child, "face-name")),
            _ => reader.unknown(child, &["Font"]),
        }
    }
    Some(set)
}
