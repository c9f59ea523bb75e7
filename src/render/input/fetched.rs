//! Binds fetched tiles to a style.

use std::{borrow::Cow, collections::BTreeMap};

use bytes::Bytes;

use super::{
    Need, OwnData, SourceInfo, TileSet, VectorTile,
    needs::{MARGIN, needs},
};
use crate::{
    image::{self, DecodeError},
    mvt::{self, MvtError, Packing, UnpackError},
    render::view::View,
    style::{SourceType, Style},
    tile::TileId,
};

/// Maximum size of an unpacked tile in bytes.
const MAX_UNPACKED: usize = 64 << 20;

/// A fetched tile: the need that it answers, and its bytes as the source delivered them.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The tile and its source.
    pub need: Need,
    /// A vector tile or an image, possibly compressed. Empty bytes are an empty tile.
    pub bytes: Bytes,
    /// The compression.
    pub packing: Packing,
}

/// A fetched tile that cannot be drawn.
#[derive(Debug, thiserror::Error)]
#[error("tile {tile} of source \"{source_name}\": {problem}")]
pub struct BrokenTile {
    /// The source's name in the style.
    pub source_name: String,
    /// The tile.
    pub tile: TileId,
    /// The cause.
    pub problem: TileProblem,
}

/// Why a fetched tile cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum TileProblem {
    /// It cannot be unpacked.
    #[error(transparent)]
    Unpack(#[from] UnpackError),
    /// It is not a vector tile.
    #[error(transparent)]
    Vector(#[from] MvtError),
    /// It is not an image of a supported format.
    #[error(transparent)]
    Image(#[from] DecodeError),
}

impl Fetched {
    /// The unpacked bytes.
    pub(crate) fn unpacked(&self) -> Result<Cow<'_, [u8]>, BrokenTile> {
        mvt::unpack(&self.bytes, self.packing, MAX_UNPACKED).map_err(|e| self.broken(e.into()))
    }

    fn broken(&self, problem: TileProblem) -> BrokenTile {
        BrokenTile { source_name: self.need.source.clone(), tile: self.need.tile, problem }
    }
}

/// The tiles that `view` shows: the given `tiles`, whose `unpacked` bytes are in the same order, and the style's own
/// data. `infos` describes the style's sources by name.
pub(crate) fn bound_tiles<'b>(
    style: &Style,
    view: &View,
    infos: &BTreeMap<String, SourceInfo>,
    tiles: &[Fetched],
    unpacked: &'b [Cow<'b, [u8]>],
    own: &OwnData,
) -> Result<TileSet<'b>, BrokenTile> {
    let mut set = TileSet::new(infos);
    for (fetched, bytes) in tiles.iter().zip(unpacked).filter(|(_, bytes)| !bytes.is_empty()) {
        insert(style, &fetched.need, bytes, &mut set).map_err(|problem| fetched.broken(problem))?;
    }
    for (name, image) in &own.images {
        set.insert_image(name, image.clone());
    }
    if !own.features.is_empty() {
        for need in needs(style, view, MARGIN, infos) {
            let tile = own.features.get(&need.source).and_then(|f| f.tile(style, &need.source, need.tile));
            if let Some(tile) = tile {
                set.insert_vector(&need.source, tile);
            }
        }
    }
    Ok(set)
}

fn insert<'b>(style: &Style, need: &Need, bytes: &'b [u8], set: &mut TileSet<'b>) -> Result<(), TileProblem> {
    let Need { source, tile } = need;
    match style.sources.get(source).map(|s| s.kind()) {
        Some(SourceType::Raster | SourceType::RasterDem) => set.insert_raster(source, *tile, image::decode(bytes)?),
        _ => set.insert_vector(source, VectorTile::bind(style, source, *tile, mvt::Tile::decode(bytes)?)),
    }
    Ok(())
}
