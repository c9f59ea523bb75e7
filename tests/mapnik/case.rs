//! A case: a project in a folder, drawn by karto.

use std::{collections::BTreeMap, path::PathBuf};

use karto::{
    diagnostic::{Diagnostics, SourceFiles},
    image::Bitmap,
    mvt::Packing,
    render::{self, Fetched, Need, Rasterizer, RenderJob, SourceInfo, View},
    service::{Fonts, map_resources},
    settings::StyleLanguage,
    style::{MAP_SOURCE, MapFile},
    tile::{Scale, TileId},
    work::Ticket,
};

use crate::TestResult;

/// A project with Mapnik's picture of it.
pub(crate) struct Case {
    /// The name of the folder.
    pub(crate) name: String,
    /// The folder of the project.
    pub(crate) folder: PathBuf,
}

impl Case {
    /// The case in `folder`.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(), folder }
    }

    /// The view and the vector tile that it is drawn from, as `case.json` says.
    fn view(&self) -> TestResult<(View, TileId)> {
        let settings: serde_json::Value = match std::fs::read(self.folder.join("case.json")) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(_) => serde_json::Value::Null,
        };
        let z = u32::try_from(settings["z"].as_u64().unwrap_or(14))?;
        let vector = TileId::new(z, 1 << (z - 1), (1 << (z - 1)) - 1)?;
        let part: Vec<u64> = settings["as"].as_array().into_iter().flatten().filter_map(|it| it.as_u64()).collect();
        let drawn = match part.as_slice() {
            [z, x, y] => TileId::new(u32::try_from(*z)?, *x, *y)?,
            _ => vector,
        };
        let scale = Scale::new(settings["scale"].as_f64().unwrap_or(1.0)).ok_or("a scale")?;
        let view = match (settings["size"].as_u64(), drawn.children()) {
            (Some(512), Some(children)) => View::of_block(children[0], 2, 2, scale),
            _ => View::of_tile(drawn, scale),
        };
        Ok((view, vector))
    }

    /// Draws the vector tile `bytes`, without neighbors.
    pub(crate) fn draw(&self, bytes: &[u8], fonts: &Fonts) -> TestResult<Bitmap> {
        let files = ["map.xml", "project.mml"].map(|name| self.folder.join(name));
        let path = files.into_iter().find(|file| file.exists()).unwrap_or_else(|| self.folder.clone());
        let file = MapFile { path: &path, language: StyleLanguage::of_file(&path), draws: &|_| true, attributes: &[] };
        let (mut sources, mut problems) = (SourceFiles::default(), Diagnostics::default());
        let Some(map) = file.load(&mut sources, &mut problems) else {
            let all: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
            return Err(all.join("; ").into());
        };
        let (resources, _) = map_resources(&map, &file.folder(), fonts);
        let (view, tile) = self.view()?;
        let need = Need { source: MAP_SOURCE.to_owned(), tile };
        let tiles = [Fetched { need, bytes: bytes.to_vec().into(), packing: Packing::Detect }];
        let info = SourceInfo { min_zoom: 0, max_zoom: tile.z(), tile_size: 256 };
        let infos = BTreeMap::from([(MAP_SOURCE.to_owned(), info)]);
        Ok(render::picture(&RenderJob {
            style: &map.style,
            view,
            infos: &infos,
            tiles: &tiles,
            resources: &resources,
            overlay: None,
            rasterizer: Rasterizer::default(),
            ticket: &Ticket::endless(),
        })?)
    }
}
