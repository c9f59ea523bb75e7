//! CartoCSS projects and Mapnik XML.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serde_json::Map;

use super::{error::StyleError, fonts::Fonts, loaded::LoadedStyle};
use crate::{
    diagnostic::{Diagnostics, Severity, SourceFile, SourceFiles, report},
    image::files::{ImageFileProblem, ImageFiles},
    render::Resources,
    settings::StyleSettings,
    style::{MapFile, mapnik::CompiledMap},
};

/// Loads the map in `path`. Layers that the configuration excludes are left out. Logs warnings.
pub(super) fn load(settings: &StyleSettings, path: &Path, fonts: &Fonts) -> Result<LoadedStyle, Vec<StyleError>> {
    let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
    let file = MapFile {
        path,
        language: settings.language,
        draws: &|name| settings.draws(name, Some(name)),
        attributes: &settings.map_attributes,
    };
    let compiled = file.load(&mut files, &mut problems);
    let place = |span| files.get(span).cloned().unwrap_or_else(|| SourceFile::new(path, String::new()));
    let mut errors = Vec::new();
    for problem in problems.iter() {
        let place = problem.span.map_or_else(|| SourceFile::new(path, String::new()), |span| place(span.file));
        match problem.severity {
            Severity::Error => errors.push(StyleError::of(problem.clone(), &place)),
            Severity::Warning => tracing::warn!("{}", report::line(problem, &place)),
            Severity::Info => {}
        }
    }
    let Some(map) = compiled else { return Err(errors) };
    let (resources, missing) = map_resources(&map, &file.folder(), fonts);
    for problem in missing {
        tracing::warn!("{}: {problem}", path.display());
    }
    let again = Resources { glyphs: resources.glyphs.clone(), files: resources.files.clone(), ..Resources::default() };
    Ok(LoadedStyle {
        settings: settings.clone(),
        style: map.style,
        document: Map::new(),
        infos: BTreeMap::new(),
        sprites: BTreeMap::new(),
        resources: [resources, again],
    })
}

/// The fonts and images of a map whose paths are relative to `folder`, and the images that cannot be used.
pub fn map_resources(map: &CompiledMap, folder: &Path, fonts: &Fonts) -> (Resources, Vec<ImageFileProblem>) {
    let folders: Vec<_> = map.font_folders.iter().map(|it| folder.join(&it.name)).collect();
    let (files, problems) = ImageFiles::load(folder, map.files.iter().map(|it| it.name.as_str()));
    let resources = Resources { glyphs: fonts.of_style(&folders), files: Arc::new(files), ..Resources::default() };
    (resources, problems)
}
