//! CartoCSS projects and Mapnik XML.

use std::{path::Path, sync::Arc};

use super::fonts::Fonts;
use crate::{
    image::files::{ImageFileProblem, ImageFiles},
    render::Resources,
    style::mapnik::CompiledMap,
};

/// The fonts and images of a map whose paths are relative to `folder`, and the images that cannot be used.
pub fn map_resources(map: &CompiledMap, folder: &Path, fonts: &Fonts) -> (Resources, Vec<ImageFileProblem>) {
    let folders: Vec<_> = map.font_folders.iter().map(|it| folder.join(&it.name)).collect();
    let (files, problems) = ImageFiles::load(folder, map.files.iter().map(|it| it.name.as_str()));
    let resources = Resources { glyphs: fonts.of_style(&folders), files: Arc::new(files), ..Resources::default() };
    (resources, problems)
}
