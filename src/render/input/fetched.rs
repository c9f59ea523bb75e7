//! Binds fetched tiles to a style.

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;

use super::{
    Need, Resources, SourceInfo, TileSet, VectorTile,
    needs::{MARGIN, needs},
    prepared_tiles::PreparedTile,
};
use crate::{
    image::{self, Bitmap, DecodeError},
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

/// A fetched tile that is ready to be drawn.
pub(crate) enum ReadyTile {
    /// A vector tile.
    Vector(Arc<PreparedTile>),
    /// A raster tile.
    Raster(Bitmap),
}

impl Fetched {
    /// Unpacks and decodes the tile for `style`, unless that has been done for an earlier picture; `None` if it is empty.
    pub(crate) fn ready(&self, style: &Style, resources: &Resources) -> Result<Option<ReadyTile>, BrokenTile> {
        let known = resources.prepared.as_ref().and_then(|prepared| prepared.get(&self.need, &self.bytes));
        if let Some(known) = known {
            return Ok(Some(ReadyTile::Vector(known)));
        }
        self.prepare(style).map_err(|problem| self.broken(problem))
    }

    fn prepare(&self, style: &Style) -> Result<Option<ReadyTile>, TileProblem> {
        let Need { source, tile } = &self.need;
        let unpacked = mvt::unpack(&self.bytes, self.packing, MAX_UNPACKED)?;
        if unpacked.is_empty() {
            return Ok(None);
        }
        Ok(Some(match style.sources.get(source).map(|s| s.kind()) {
            Some(SourceType::Raster | SourceType::RasterDem) => ReadyTile::Raster(image::decode(&unpacked)?),
            _ => ReadyTile::Vector(Arc::new(PreparedTile::new(self.bytes.clone(), unpacked.into_owned(), |bytes| {
                Ok(VectorTile::bind(style, source, *tile, mvt::Tile::decode(bytes)?))
            })?)),
        }))
    }

    fn broken(&self, problem: TileProblem) -> BrokenTile {
        BrokenTile { source_name: self.need.source.clone(), tile: self.need.tile, problem }
    }
}

/// The tiles of a picture, ready to be drawn.
pub(crate) struct ReadyTiles<'f>(Vec<(&'f Need, ReadyTile)>);

impl<'f> ReadyTiles<'f> {
    /// Unpacks and decodes `tiles`.
    pub(crate) fn of(tiles: &'f [Fetched], style: &Style, resources: &Resources) -> Result<Self, BrokenTile> {
        let ready = |tile: &'f Fetched| {
            let ready = tile.ready(style, resources).transpose()?;
            Some(ready.map(|ready| (&tile.need, ready)))
        };
        tiles.iter().filter_map(ready).collect::<Result<_, _>>().map(Self)
    }

    /// The tiles that `view` shows, and the style's own data. `infos` describes the style's sources by name.
    pub(crate) fn bound(
        &self,
        style: &Style,
        view: &View,
        infos: &BTreeMap<String, SourceInfo>,
        resources: &Resources,
    ) -> TileSet<'_> {
        let mut set = TileSet::new(infos);
        for (need, ready) in &self.0 {
            match ready {
                ReadyTile::Vector(tile) => set.share_vector(&need.source, tile.tile()),
                ReadyTile::Raster(image) => set.share_raster(&need.source, need.tile, image),
            }
        }
        let own = &resources.own;
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
        set
    }

    /// Keeps the tiles for the next pictures, with what was found out about them.
    pub(crate) fn keep(&self, resources: &Resources) {
        let Some(prepared) = &resources.prepared else { return };
        for (need, ready) in &self.0 {
            if let ReadyTile::Vector(tile) = ready {
                prepared.keep(need, tile);
            }
        }
    }
}
