//! A map that is drawn outside of the service.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{
    diagnostic::{Diagnostics, Severity, SourceFiles, report},
    image::Bitmap,
    render::{self, Fetched, Rasterizer, RenderJob, Resources, SourceInfo, View},
    service::{Fonts, map_resources},
    settings::StyleLanguage,
    style::{MAP_SOURCE, MapFile, Style, mapnik},
    work::Ticket,
};

/// The name of the source of a map.
pub(super) const SOURCE: &str = MAP_SOURCE;

/// A map with its fonts and images.
pub(super) struct DrawnMap {
    pub style: Style,
    resources: Resources,
}

/// The map in the file or folder `path`.
fn map_file(path: &Path) -> MapFile<'_> {
    let language = StyleLanguage::of_file(path);
    MapFile { path, language, draws: &|_| true, attributes: &[] }
}

/// The Mapnik XML of the map in `path`.
pub(super) fn xml(path: &Path) -> Result<String> {
    let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
    let map = map_file(path).read(&mut files, &mut problems);
    say(&problems, &files);
    match map {
        Some(map) => Ok(mapnik::write_xml(&map)),
        None => bail!("{} cannot be compiled", path.display()),
    }
}

fn say(problems: &Diagnostics, files: &SourceFiles) {
    for problem in problems.iter().filter(|it| it.severity != Severity::Info) {
        match problem.span.and_then(|span| files.get(span.file)) {
            Some(file) => eprintln!("{}", report::line(problem, file)),
            None => eprintln!("{}", problem.message),
        }
    }
}

impl DrawnMap {
    /// Loads the map in the file or folder `path`.
    pub(super) fn load(path: &Path) -> Result<Self> {
        let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
        let file = map_file(path);
        let map = file.load(&mut files, &mut problems);
        say(&problems, &files);
        let Some(map) = map else { bail!("{} cannot be drawn", path.display()) };
        let (resources, missing) = map_resources(&map, &file.folder(), &Fonts::load(&Vec::<PathBuf>::new()));
        missing.iter().for_each(|it| eprintln!("warning: {it}"));
        Ok(Self { style: map.style, resources })
    }

    /// What is known about the source, whose deepest zoom is `z`.
    pub(super) fn infos(&self, z: u8) -> BTreeMap<String, SourceInfo> {
        BTreeMap::from([(SOURCE.to_owned(), SourceInfo { min_zoom: 0, max_zoom: z, tile_size: 256 })])
    }

    /// Draws `view` from vector tiles of zoom `z`.
    pub(super) fn picture(&self, view: View, z: u8, tiles: &[Fetched]) -> Result<Bitmap> {
        let infos = self.infos(z);
        Ok(render::picture(&self.job(view, &infos, tiles, &Ticket::endless()))?)
    }

    /// The placed labels of `view`, each as JSON.
    pub(super) fn labels(&self, view: View, z: u8, tiles: &[Fetched]) -> Result<Vec<String>> {
        let infos = self.infos(z);
        let placed = render::labels_of(&self.job(view, &infos, tiles, &Ticket::endless()))?;
        let labels = placed.iter().flat_map(|pass| &pass.labels);
        let json = labels
            .map(|it| serde_json::json!({"text": it.text, "x": it.at[0], "y": it.at[1], "box": it.bounds}).to_string());
        Ok(json.collect())
    }

    fn job<'j>(
        &'j self,
        view: View,
        infos: &'j BTreeMap<String, SourceInfo>,
        tiles: &'j [Fetched],
        ticket: &'j Ticket,
    ) -> RenderJob<'j> {
        let (style, resources) = (&self.style, &self.resources);
        RenderJob { style, view, infos, tiles, resources, overlay: None, rasterizer: Rasterizer::default(), ticket }
    }
}
