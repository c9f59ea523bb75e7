//! Vector tiles in files.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::map::{DrawnMap, SOURCE};
use crate::{
    mvt::Packing,
    render::{Fetched, MARGIN, Need, View, needs},
    tile::TileId,
};

/// The vector tile `id` in `file`, and its neighbors that `view` needs, unless it is `alone`.
pub(super) fn read(map: &DrawnMap, file: &Path, id: TileId, view: &View, alone: bool) -> Result<Vec<Fetched>> {
    let own = Need { source: SOURCE.to_owned(), tile: id };
    let mut all = vec![fetched(own.clone(), std::fs::read(file).with_context(|| file.display().to_string())?)];
    if let Some(root) = root(file, id).filter(|_| !alone) {
        let infos = map.infos(id.z());
        for need in needs(&map.style, view, MARGIN, &infos) {
            let path = root.join(format!("{}/{}/{}.pbf", need.tile.z(), need.tile.x(), need.tile.y()));
            if need != own
                && let Ok(bytes) = std::fs::read(path)
            {
                all.push(fetched(need, bytes));
            }
        }
    }
    Ok(all)
}

fn fetched(need: Need, bytes: Vec<u8>) -> Fetched {
    Fetched { need, bytes: bytes.into(), packing: Packing::Detect }
}

/// The folder that `file` is in as `z/x/y.pbf`.
fn root(file: &Path, id: TileId) -> Option<PathBuf> {
    let name = format!("{}/{}/{}.pbf", id.z(), id.x(), id.y());
    file.ends_with(&name).then(|| file.ancestors().nth(3).map(Path::to_owned)).flatten()
}
