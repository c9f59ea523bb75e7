//! The tiles of a picture.

use std::{collections::BTreeMap, sync::Arc};

use super::{SourceInfo, VectorTile};
use crate::{image::Bitmap, render::view::View, style::SourceType, tile::TileId};

/// The tiles of a picture, by source.
#[derive(Debug, Default)]
pub struct TileSet<'a> {
    sources: BTreeMap<String, SourceTiles<'a>>,
}

#[derive(Debug, Default)]
struct SourceTiles<'a> {
    info: SourceInfo,
    vector: BTreeMap<TileId, SetTile<'a, VectorTile<'a>>>,
    raster: BTreeMap<TileId, SetTile<'a, Bitmap>>,
    image: Option<Arc<Bitmap>>,
}

/// A tile of this picture only, or one that is kept elsewhere.
#[derive(Debug)]
enum SetTile<'a, T> {
    Own(T),
    Shared(&'a T),
}

impl<T> SetTile<'_, T> {
    fn tile(&self) -> &T {
        match self {
            Self::Own(tile) => tile,
            Self::Shared(tile) => tile,
        }
    }
}

impl<'a> TileSet<'a> {
    /// Creates an empty set. `infos` describes the sources by their names in the style.
    pub fn new(infos: &BTreeMap<String, SourceInfo>) -> Self {
        let empty = |info: &SourceInfo| SourceTiles { info: *info, ..SourceTiles::default() };
        Self { sources: infos.iter().map(|(name, info)| (name.clone(), empty(info))).collect() }
    }

    fn source(&mut self, name: &str) -> &mut SourceTiles<'a> {
        self.sources.entry(name.to_owned()).or_default()
    }

    /// Adds a vector tile of the source called `source` in the style.
    pub fn insert_vector(&mut self, source: &str, tile: VectorTile<'a>) {
        self.source(source).vector.insert(tile.id, SetTile::Own(tile));
    }

    /// Adds a vector tile that is kept elsewhere.
    pub(crate) fn share_vector(&mut self, source: &str, tile: &'a VectorTile<'a>) {
        self.source(source).vector.insert(tile.id, SetTile::Shared(tile));
    }

    /// Adds a raster tile.
    pub fn insert_raster(&mut self, source: &str, id: TileId, image: Bitmap) {
        self.source(source).raster.insert(id, SetTile::Own(image));
    }

    /// Adds a raster tile that is kept elsewhere.
    pub(crate) fn share_raster(&mut self, source: &str, id: TileId, image: &'a Bitmap) {
        self.source(source).raster.insert(id, SetTile::Shared(image));
    }

    /// Sets the image of an `image` source.
    pub fn insert_image(&mut self, source: &str, image: Arc<Bitmap>) {
        self.source(source).image = Some(image);
    }

    /// The image of an `image` source.
    pub fn image(&self, source: &str) -> Option<&Bitmap> {
        self.sources.get(source)?.image.as_deref()
    }

    /// A vector tile, if present.
    pub fn vector_tile(&self, source: &str, id: TileId) -> Option<&VectorTile<'a>> {
        self.sources.get(source)?.vector.get(&id).map(SetTile::tile)
    }

    /// A raster tile, if present.
    pub fn raster_tile(&self, source: &str, id: TileId) -> Option<&Bitmap> {
        self.sources.get(source)?.raster.get(&id).map(SetTile::tile)
    }

    /// The vector tiles of `source` in a fixed order.
    pub fn vector(&self, source: &str) -> impl Iterator<Item = &VectorTile<'a>> {
        self.sources.get(source).into_iter().flat_map(|s| s.vector.values().map(SetTile::tile))
    }

    /// The zoom of the tiles of `source` that `view` shows; `None` if it shows none.
    pub fn zoom_for(&self, source: &str, view: &View, kind: SourceType) -> Option<u8> {
        self.sources.get(source)?.info.zoom_for(view, kind)
    }
}
