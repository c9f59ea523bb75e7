//! The file of a map.

use std::path::Path;

use super::{
    container::MapBuilder, document::with_document, elements::ElementReader, folder::XmlFolder, layer::DataSources,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles},
    style::mapnik::map::MapnikMap,
};

/// Reads the Mapnik XML in the file `path`, with the entities and files that it includes. `None` if it cannot be read,
/// which is reported like all else.
pub fn read_xml(path: &Path, files: &mut SourceFiles, problems: &mut Diagnostics) -> Option<MapnikMap> {
    let mut folder = XmlFolder::of(path, files);
    let root = folder.root();
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let file = match folder.read(&name, &root) {
        Ok(file) => file,
        Err(why) => {
            problems.push(Diagnostic::error(Code::FileUnreadable, None, why).help("correct the name, or the file"));
            return None;
        }
    };
    let mut builder = MapBuilder { map: MapnikMap::default(), sources: DataSources::new(), problems };
    let result = with_document(&file, &mut folder, |document, expanded, folder| {
        let root = document.root_element();
        let mut reader = ElementReader { expanded, problems: builder.problems };
        if root.tag_name().name() != "Map" {
            let message = format!("the outermost element of a map is `Map`, not `{}`", root.tag_name().name());
            let problem = Diagnostic::error(Code::StyleInvalid, reader.span(root), message);
            reader.report(problem, root);
            return false;
        }
        builder.map.attributes = reader.attributes(root, &[]);
        builder.elements(root, expanded, folder, &file.folder, 0);
        true
    });
    match result {
        Ok(is_map) => is_map.then_some(builder.map),
        Err((why, span)) => {
            let help = "every element ends with `/>` or its end tag; in values, `<` and `&` are `&lt;` and `&amp;`";
            builder.problems.push(Diagnostic::error(Code::StyleInvalid, span, why).help(help));
            None
        }
    }
}
