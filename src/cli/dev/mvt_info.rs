//! `karto dev mvt-info`: the layers of a vector tile.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::mvt::{self, Packing};

pub(super) fn run(path: &Path) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let bytes = mvt::unpack(&bytes, Packing::Detect, 64 << 20)?;
    let tile = mvt::Tile::decode(&bytes)?;
    tile.check_geometries()?;
    let layers: Vec<_> = tile
        .layers
        .iter()
        .map(|l| json!({"name": l.name, "version": l.version, "extent": l.extent, "features": l.features.len()}))
        .collect();
    println!("{}", json!({"layers": layers}));
    Ok(())
}
