//! Checks CartoCSS projects and Mapnik XML.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{chosen_layers, map_faces::FaceCheck, style_file::report, vector_layers};
use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles, quoted},
    image::files::{ImageFileProblem, ImageFiles},
    settings::{Settings, StyleSettings},
    spelling::did_you_mean,
    style::{
        MapFile,
        mapnik::{CompiledMap, UsedName},
    },
};

/// Checks maps. A map that several sources draw in the same way is read once.
pub(super) struct MapCheck<'c> {
    settings: &'c Settings,
    faces: FaceCheck<'c>,
    /// The maps by their file and what of them is drawn.
    read: BTreeMap<String, Option<ReadMap>>,
}

/// A map that has been read.
struct ReadMap {
    map: CompiledMap,
    /// The names of all its layers, also of those that are not drawn.
    names: BTreeSet<String>,
}

impl<'c> MapCheck<'c> {
    pub(super) fn new(settings: &'c Settings) -> Self {
        Self { settings, faces: FaceCheck::new(&settings.karto.fonts), read: BTreeMap::new() }
    }

    /// Reads the map in `path` and reports its errors, and what it uses that does not exist.
    pub(super) fn check(
        &mut self,
        path: &Path,
        drawn: &StyleSettings,
        named: &StyleUse,
        files: &mut SourceFiles,
        diagnostics: &mut Diagnostics,
    ) {
        // The configuration reports a file that does not exist or cannot be opened.
        if !path.is_file() || std::fs::File::open(path).is_err() {
            return;
        }
        let names = RefCell::new(BTreeSet::new());
        let draws = |name: &str| {
            names.borrow_mut().insert(name.to_owned());
            drawn.draws(name, Some(name))
        };
        let file = MapFile { path, language: drawn.language, draws: &draws, attributes: &drawn.map_attributes };
        let key = drawn.drawn_part();
        let is_first = !self.read.contains_key(&key);
        if is_first {
            let mut found = Diagnostics::default();
            let map = file.load(files, &mut found);
            report(found.iter().cloned().collect(), named, diagnostics);
            self.read.insert(key.clone(), map.map(|map| ReadMap { map, names: names.take() }));
        }
        let Some(Some(ReadMap { map, names })) = self.read.get(&key) else { return };
        if is_first {
            let (_, missing) = ImageFiles::load(&file.folder(), map.files.iter().map(|it| it.name.as_str()));
            diagnostics.extend(missing.iter().filter_map(|problem| missing_image(problem, map)));
            self.faces.check(map, &file.folder(), named, diagnostics);
        }
        if let Some((_, source)) = drawn.sources.first() {
            check_layers(map, source, self.settings, named, diagnostics);
            check_fields(map, source, self.settings, diagnostics);
        }
        let names = names.iter().map(String::as_str).collect();
        chosen_layers::check_names(&names, drawn, named, "name a layer of the style", diagnostics);
    }
}

/// The diagnostic about an image that cannot be used.
fn missing_image(problem: &ImageFileProblem, map: &CompiledMap) -> Option<Diagnostic> {
    let used = map.files.iter().find(|it| it.name == problem.name)?;
    let message = format!("the image `{}` cannot be used: {}", problem.name, problem.error);
    let help = "put the file where the style looks for it, relative to the folder of the project, or correct its name";
    Some(Diagnostic::error(Code::StyleImage, used.span, message).help(help))
}

/// Reports layers that the source does not have.
fn check_layers(map: &CompiledMap, source: &str, settings: &Settings, named: &StyleUse, diagnostics: &mut Diagnostics) {
    let Some(known) = vector_layers::of_source(source, settings) else { return };
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    for UsedName { name, span } in map.layers.iter().filter(|layer| !known.contains(&layer.name)) {
        let message = format!("the style draws the vector layer `{name}`, which `{source}` does not have");
        diagnostics.push(
            Diagnostic::error(Code::StyleLayer, *span, message)
                .help(format!("the layers are {}", quoted(&names)))
                .suggest(did_you_mean(name, names.iter().copied()))
                .related(named.span, format!("`{}` draws this style", named.source)),
        );
    }
}

/// Reports fields that the source does not list.
fn check_fields(map: &CompiledMap, source: &str, settings: &Settings, diagnostics: &mut Diagnostics) {
    let fields = vector_layers::fields_of(source, settings);
    for input in &map.style.inputs {
        let Some((layer, known)) = input.source_layer.as_ref().and_then(|layer| fields.get_key_value(layer)) else {
            continue;
        };
        let span = map.layers.iter().find(|it| it.name == *layer).and_then(|it| it.span);
        for name in input.keys.names().filter(|name| !known.contains(*name)) {
            let message = format!("the style reads the field `{name}` of `{layer}`, which `{source}` does not list");
            let names: Vec<&str> = known.iter().map(String::as_str).collect();
            diagnostics.push(
                Diagnostic::warning(Code::StyleLayer, span, message)
                    .cause("it is null for all features")
                    .suggest(did_you_mean(name, names)),
            );
        }
    }
}
