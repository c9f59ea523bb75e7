//! `layers://` (and `layermixer://`): combines layers of several sources, or selects layers of one source.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use futures_util::future::join_all;

use super::{
    Freshness, SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource, VectorLayer, editing::Editor,
    language_of_all,
};
use crate::{
    mvt::{Tile, edit::LayerChoice},
    settings::{LayersPart, SourceId},
    tile::Lang,
};

/// A `layers://` source; see the module documentation.
#[derive(Debug)]
pub struct Layers {
    id: SourceId,
    parts: Vec<SharedSource>,
    choices: Arc<[LayerChoice]>,
    info: TileInfo,
    editor: Editor,
}

impl Layers {
    /// A source that combines the selected layers of each part.
    pub fn new(id: SourceId, parts: Vec<(LayersPart, SharedSource)>, editor: Editor) -> Self {
        let (choices, parts): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .map(|(part, source)| {
                let choice = LayerChoice {
                    only: part.only.map(BTreeSet::from_iter),
                    except: BTreeSet::from_iter(part.except),
                    rename: part.rename,
                };
                (choice, source)
            })
            .unzip();
        let info = merged_info(&parts, &choices);
        Self { id, parts, choices: choices.into(), info, editor }
    }
}

fn merged_info(parts: &[SharedSource], choices: &[LayerChoice]) -> TileInfo {
    let mut info = parts.first().map(|first| first.info().clone()).unwrap_or_default();
    let infos = || parts.iter().map(|part| part.info());
    // A zoom is available if any part has it. A part without declared zooms has all zooms.
    info.min_zoom = infos().map(|i| i.min_zoom).reduce(|a, b| a.zip(b).map(|(a, b)| a.min(b))).flatten();
    info.max_zoom = infos().map(|i| i.max_zoom).reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b))).flatten();
    info.bounds = infos()
        .map(|i| i.bounds)
        .reduce(|a, b| a.zip(b).map(|(a, b)| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]))
        .flatten();
    let mut names = BTreeSet::new();
    info.vector_layers = infos()
        .zip(choices)
        .flat_map(|(i, choice)| i.vector_layers.iter().filter_map(|layer| Some((layer, choice.name(&layer.id)?))))
        .filter(|(_, name)| names.insert(name.to_string()))
        .map(|(layer, name)| VectorLayer { id: name.to_owned(), ..layer.clone() })
        .collect();
    info
}

#[async_trait]
impl TileSource for Layers {
    /// Queries all parts concurrently. A part without the tile contributes nothing; the tile does not exist if no part
    /// has it. Any other error of a part is returned.
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let mut tiles = Vec::new();
        for (i, answer) in join_all(self.parts.iter().map(|part| part.tile(query))).await.into_iter().enumerate() {
            match answer {
                Ok(tile) => tiles.push((i, tile)),
                Err(error) if error.is_not_found() => {}
                Err(error) => return Err(error),
            }
        }
        if tiles.is_empty() {
            return Err(SourceError::NotFound);
        }
        // The headers of one backend do not apply to a tile made of several.
        let headers = if let [(_, only)] = tiles.as_slice() { only.headers.clone() } else { Vec::new() };
        let freshness = tiles.iter().fold(Freshness::default(), |all, (_, tile)| all.strictest(tile.freshness));
        let (choices, limit) = (self.choices.clone(), self.editor.limit());
        self.editor
            .run(&self.id, query.deadline, move || {
                let (mut taken, mut out) = (BTreeSet::new(), Vec::new());
                for (i, tile) in &tiles {
                    let bytes = tile.unpacked(limit)?;
                    if let Some(choice) = choices.get(*i) {
                        choice.append(&Tile::decode(&bytes)?, &mut taken, &mut out);
                    }
                }
                Ok(SourceTile { freshness, headers, ..SourceTile::plain(out) })
            })
            .await
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }

    fn depends_on_lang(&self) -> bool {
        self.parts.iter().any(|part| part.depends_on_lang())
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        language_of_all(self.parts.iter().map(|part| &**part), lang)
    }
}
