//! The whole way from packed tiles to a picture: what a worker does.

use std::{borrow::Cow, collections::BTreeMap};

use bytes::Bytes;
use tiny_skia::Pixmap;

use super::{
    MARGIN, Need, PaintError, Painter, Resources, SkiaPainter, SourceInfo, SvgPainter, TileSet, VectorTile, View,
    needs, paint_item, scene, svg_of_picture,
};
use crate::{
    mvt::{self, MvtError, Packing, UnpackError},
    style::{SourceType, Style},
    tile::TileId,
    work::Ticket,
};

/// The most bytes one tile may unpack to.
const MAX_UNPACKED: usize = 64 << 20;

/// A fetched tile: what it was needed for, and its bytes as a source delivers them.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// Which tile of which source.
    pub need: Need,
    /// Vector tile or image, packed or not. Empty: the tile holds nothing.
    pub bytes: Bytes,
    /// How it is packed.
    pub packing: Packing,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// A tile cannot be unpacked.
    #[error("tile {tile} of source \"{source_name}\": {error}")]
    Unpack {
        /// The source's name in the style.
        source_name: String,
        /// Which tile.
        tile: TileId,
        /// Why.
        error: UnpackError,
    },
    /// A vector tile is broken.
    #[error("tile {tile} of source \"{source_name}\": {error}")]
    Vector {
        /// The source's name in the style.
        source_name: String,
        /// Which tile.
        tile: TileId,
        /// Why.
        error: MvtError,
    },
    /// An image tile is broken, or of a kind that is not read.
    #[error("tile {tile} of source \"{source_name}\": {error}")]
    Image {
        /// The source's name in the style.
        source_name: String,
        /// Which tile.
        tile: TileId,
        /// Why.
        error: String,
    },
    /// The picture's size is impossible.
    #[error(transparent)]
    Paint(#[from] PaintError),
    /// Nobody waits for the picture any more.
    #[error("given up: nobody waits any more")]
    Over,
}

/// Draws `view`. `infos` tells of every source of the style that has tiles.
pub fn picture(
    style: &Style,
    view: &View,
    infos: &BTreeMap<String, SourceInfo>,
    tiles: &[Fetched],
    resources: &Resources,
    ticket: &Ticket,
) -> Result<Pixmap, PictureError> {
    let (width, height) = view.pixel_size();
    let painter = SkiaPainter::new(width, height, resources)?;
    Ok(painted(style, view, infos, tiles, resources, ticket, painter)?.finish())
}

/// Draws `view` as an SVG document: of shapes, or of the picture's pixels where that many shapes would be too large.
pub fn svg(
    style: &Style,
    view: &View,
    infos: &BTreeMap<String, SourceInfo>,
    tiles: &[Fetched],
    resources: &Resources,
    ticket: &Ticket,
) -> Result<String, PictureError> {
    let (width, height) = view.pixel_size();
    let painter = SvgPainter::new(width, height, resources)?;
    match painted(style, view, infos, tiles, resources, ticket, painter)?.finish() {
        Some(document) => Ok(document),
        None => Ok(svg_of_picture(&picture(style, view, infos, tiles, resources, ticket)?)),
    }
}

/// Hands everything that `view` shows to `painter`.
fn painted<P: Painter>(
    style: &Style,
    view: &View,
    infos: &BTreeMap<String, SourceInfo>,
    tiles: &[Fetched],
    resources: &Resources,
    ticket: &Ticket,
    mut painter: P,
) -> Result<P, PictureError> {
    let unpacked = tiles.iter().map(unpack).collect::<Result<Vec<_>, _>>()?;
    let mut set = TileSet::new(infos);
    for (fetched, bytes) in tiles.iter().zip(&unpacked) {
        insert(style, &fetched.need, bytes, &mut set)?;
    }
    for (name, image) in &resources.own.images {
        set.insert_image(name, image.clone());
    }
    if !resources.own.features.is_empty() {
        for need in needs(style, view, MARGIN, infos) {
            let tile = resources.own.features.get(&need.source).and_then(|f| f.tile(style, &need.source, need.tile));
            if let Some(tile) = tile {
                set.insert_vector(&need.source, tile);
            }
        }
    }
    if ticket.is_over() {
        return Err(PictureError::Over);
    }
    let list = scene(style, view, &set, resources);
    for (i, item) in list.items.iter().enumerate() {
        // The clock is cheap, not free.
        if i % 64 == 0 && ticket.is_over() {
            return Err(PictureError::Over);
        }
        paint_item(item, &mut painter);
    }
    Ok(painter)
}

fn unpack(tile: &Fetched) -> Result<Cow<'_, [u8]>, PictureError> {
    mvt::unpack(&tile.bytes, tile.packing, MAX_UNPACKED).map_err(|error| PictureError::Unpack {
        source_name: tile.need.source.clone(),
        tile: tile.need.tile,
        error,
    })
}

fn insert<'b>(style: &Style, need: &Need, bytes: &'b [u8], set: &mut TileSet<'b>) -> Result<(), PictureError> {
    if bytes.is_empty() {
        return Ok(());
    }
    let Need { source, tile } = need;
    match style.sources.get(source).map(|s| s.kind()) {
        Some(SourceType::Raster | SourceType::RasterDem) => {
            let image = super::decode_image(bytes).map_err(|error| PictureError::Image {
                source_name: source.clone(),
                tile: *tile,
                error: error.to_string(),
            })?;
            set.insert_raster(source, *tile, image);
        }
        _ => {
            let decoded = mvt::Tile::decode(bytes).map_err(|error| PictureError::Vector {
                source_name: source.clone(),
                tile: *tile,
                error,
            })?;
            set.insert_vector(source, VectorTile::bind(style, source, *tile, decoded));
        }
    }
    Ok(())
}
