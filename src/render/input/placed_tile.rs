//! Tiles with their positions in a view.

use super::{TileSet, VectorTile};
use crate::{
    image::Bitmap,
    render::{
        geometry::{ClipRect, Rect},
        view::{TilePlace, View},
    },
    style::SourceType,
    tile::TileId,
};

/// A tile with its position in a view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedTile<'t, T> {
    /// The tile: the wanted one, or its nearest available ancestor.
    pub tile: &'t T,
    /// The id of the tile.
    pub id: TileId,
    /// Its upper left corner in device pixels; a whole number if the view allows it.
    pub offset: [f64; 2],
    /// Its side in device pixels.
    pub size: f64,
    /// The part of the picture that it fills.
    pub clip: ClipRect,
    /// The square that the tile fills, in its own pixels, including parts outside of the picture.
    pub square: Rect,
    /// Distance between the edges of raster tiles, in device pixels; `None` if the view is not made of raster tiles.
    pub grid: Option<f64>,
}

/// Places the vector tiles of `source` that `view`, grown by `margin` CSS pixels, shows.
pub(crate) fn place_vector<'t, 'a>(
    tiles: &'t TileSet<'a>,
    source: &str,
    view: &View,
    margin: f64,
) -> Vec<PlacedTile<'t, VectorTile<'a>>> {
    let z = tiles.zoom_for(source, view, SourceType::Vector);
    place(view, margin, [0.0; 2], z, |id| tiles.vector_tile(source, id))
}

/// Places the raster tiles of `source`.
pub(crate) fn place_raster<'t>(tiles: &'t TileSet<'_>, source: &str, view: &View) -> Vec<PlacedTile<'t, Bitmap>> {
    let z = tiles.zoom_for(source, view, SourceType::Raster);
    place(view, 0.0, align(view), z, |id| tiles.raster_tile(source, id))
}

/// How far raster images are moved, in CSS pixels, to align their pixels with those of the picture (the aligned matrix
/// of MapLibre's `MercatorTransform`). Zero for raster tiles, which are already aligned.
fn align(view: &View) -> [f64; 2] {
    let shift = |origin: f64, side: f64| {
        let center = origin + side / 2.0;
        let shift = center - (center + 0.5).floor() + side.rem_euclid(2.0) / 2.0;
        if shift > 0.5 { shift - 1.0 } else { shift }
    };
    [shift(view.origin[0], view.width), shift(view.origin[1], view.height)]
}

fn place<'t, T>(
    view: &View,
    margin: f64,
    align: [f64; 2],
    z: Option<u8>,
    find: impl Fn(TileId) -> Option<&'t T>,
) -> Vec<PlacedTile<'t, T>> {
    let Some(z) = z else { return Vec::new() };
    let (width, height) = view.pixel_size();
    let reach = (margin * view.pixel_ratio).ceil() as i32;
    let ratio = view.pixel_ratio;
    let whole = |v: f64| if (v - v.round()).abs() < 1e-6 { v.round() } else { v };
    let grid = (view.zoom == view.zoom.floor()).then(|| whole(256.0 * ratio)).filter(|g| g.fract() == 0.0);
    let mut placed = Vec::new();
    for (wanted, wrap) in view.grown(margin).cover(z) {
        let found = (0..=z).rev().find_map(|up| {
            let id = wanted.ancestor(up);
            find(id).map(|tile| (id, tile))
        });
        let Some((id, tile)) = found else { continue };
        let moved = |place: TilePlace| TilePlace { origin: [0, 1].map(|i| place.origin[i] + align[i]), ..place };
        let own = moved(view.place(id, wrap));
        let part = moved(view.place(wanted, wrap));
        let edge = |origin: f64, limit: u32| ((origin * ratio).round() as i32).clamp(-reach, limit as i32 + reach);
        let offset = own.origin.map(|v| whole(v * ratio));
        let end = [part.origin[0] + part.size, part.origin[1] + part.size];
        let square = |corner: [f64; 2]| [0, 1].map(|i| (corner[i] * ratio).round() - offset[i]);
        placed.push(PlacedTile {
            tile,
            id,
            square: Rect { lo: square(part.origin), hi: square(end) },
            offset,
            size: whole(own.size * ratio),
            clip: ClipRect {
                left: edge(part.origin[0], width),
                top: edge(part.origin[1], height),
                right: edge(part.origin[0] + part.size, width),
                bottom: edge(part.origin[1] + part.size, height),
            },
            grid,
        });
    }
    placed
}
