//! The position of a tile's geometry in a picture.

use crate::render::{
    geometry::{ClipRect, Rect},
    input::{BoundLayer, PlacedTile},
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

    /// Whether a feature, drawn up to `reach` pixels around its geometry, may be seen in the picture.
    pub(super) fn shows(&self, bound: &BoundLayer<'_>, index: usize, reach: f64) -> bool {
        if self.area.holds(&self.square) {
            return true;
        }
        let Some(bounds) = bound.bounds(index) else { return false };
        // Vertices are moved to a raster of parts of a pixel.
        let placed = |p: [f64; 2]| [0, 1].map(|i| p[i] * self.scale + self.shift[i]);
        !self.area.grown(reach + 1.0).misses(&Rect { lo: placed(bounds.lo), hi: placed(bounds.hi) })
    }
}
