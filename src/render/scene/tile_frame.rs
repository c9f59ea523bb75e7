//! The position of a tile's geometry in a picture.

use crate::render::{
    geometry::{ClipRect, Rect},
    input::PlacedTile,
};

/// The position of a tile's geometry in a picture, for layers that may be translated.
#[derive(Debug, Clone, Copy)]
pub(super) struct TileFrame {
    /// Device pixels per unit of the tile's layer.
    pub scale: f64,
    /// Translation in device pixels.
    pub shift: [f64; 2],
    /// The tile's corner in the picture.
    pub offset: [f64; 2],
    /// The part of the picture that the tile fills.
    pub clip: ClipRect,
    /// The same part in the tile's own pixels.
    pub area: Rect,
    /// The tile's square in its own pixels.
    pub square: Rect,
    /// Distance between the edges of raster tiles, in device pixels.
    pub grid: Option<f64>,
}

impl TileFrame {
    /// The position for a layer with `extent` units per tile side, translated by `shift` device pixels.
    pub(super) fn new<T>(placed: &PlacedTile<'_, T>, extent: f64, shift: [f64; 2]) -> Self {
        let clip = placed.clip.moved(shift);
        Self {
            scale: placed.size / extent,
            shift,
            offset: placed.offset,
            clip,
            area: Rect::local(clip, placed.offset),
            square: placed.square.moved(shift),
            grid: placed.grid,
        }
    }
}
