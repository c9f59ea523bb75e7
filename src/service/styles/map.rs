//! CartoCSS projects and Mapnik XML.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    path::Path,
    sync::Arc,
};

use serde_json::Map;

use super::{error::StyleError, fonts::Fonts, loaded::LoadedStyle};
use crate::{
    diagnostic::{Diagnostics, Severity, SourceFile, SourceFiles, report},
    image::files::{ImageFileProblem, ImageFiles},
    render::Resources,
    settings::StyleSettings,
    style::{MapFile, Style, mapnik::CompiledMap},
    text::GlyphCache,
};

/// The maps that have been read, by what of them is drawn: a map that several sources draw in the same way is read once.
#[derive(Default)]
pub(crate) struct Maps(BTreeMap<String, ReadMap>);

/// A map with its fonts and images.
struct ReadMap {
    style: Style,
    glyphs: Arc<GlyphCache>,
    files: Arc<ImageFiles>,
}

impl Maps {
    /// Loads the map in `path`. Layers that the configuration excludes are left out. Logs warnings.
    pub(super) fn load(
        &mut self,
        settings: &StyleSettings,
        path: &Path,
        fonts: &Fonts,
    ) -> Result<LoadedStyle, Vec<StyleError>> {
        let key = settings.drawn_part();
        let map = match self.0.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(read(settings, path, fonts)?),
        };
        let resources = || Resources { glyphs: map.glyphs.clone(), files: map.files.clone(), ..Resources::default() };
        Ok(LoadedStyle {
            settings: settings.clone(),
            style: map.style.clone(),
            document: Map::new(),
            infos: BTreeMap::new(),
            sprites: BTreeMap::new(),
            resources: [resources(), resources()],
        })
    }
}

fn read(settings: &StyleSettings, path: &Path, fonts: &Fonts) -> Result<ReadMap, Vec<StyleError>> {
    let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
    let file = MapFile {
        path,
        language: settings.language,
        draws: &|name| settings.draws(name, Some(name)),
        attributes: &settings.map_attributes,
    };
    let compiled = file.load(&mut files, &mut problems);
    let nowhere = SourceFile::new(path, String::new());
    let mut errors = Vec::new();
    for problem in problems.iter() {
        let place = problem.span.and_then(|span| files.get(span.file)).unwrap_or(&nowhere);
        match problem.severity {
            Severity::Error => errors.push(StyleError::of(problem.clone(), place)),
            Severity::Warning => tracing::warn!("{}", report::line(problem, place)),
            Severity::Info => {}
        }
    }
    let Some(map) = compiled else { return Err(errors) };
    let (resources, missing) = map_resources(&map, &file.folder(), fonts);
    for problem in missing {
        tracing::warn!("{}: {problem}", path.display());
    }
    Ok(ReadMap { style: map.style, glyphs: resources.glyphs, files: resources.files })
}

/// The fonts and images of a map whose paths are relative to `folder`, and the images that cannot be used.
pub fn map_resources(map: &CompiledMap, folder: &Path, fonts: &Fonts) -> (Resources, Vec<ImageFileProblem>) {
    let folders: Vec<_> = map.font_folders.iter().map(|it| folder.join(&it.name)).collect();
    let (files, problems) = ImageFiles::load(folder, map.files.iter().map(|it| it.name.as_str()));
    let resources = Resources { glyphs: fonts.of_style(&folders), files: Arc::new(files), ..Resources::default() };
    (resources, problems)
}
