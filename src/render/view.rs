//! The part of the world that a picture shows.

use crate::tile::{LonLat, Scale, TileId};

/// Side of the world at zoom 0 in CSS pixels, as in MapLibre.
pub const WORLD: f64 = 512.0;

/// A flat view with north up.
///
/// At MapLibre's zoom `z` the world is `512 · 2^z` CSS pixels wide. A raster tile of 256 pixels at `z/x/y` is therefore
/// the view at zoom `z - 1`, so that a style shows the same picture in MapLibre GL JS.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// MapLibre's zoom; may be negative (the world as one 256-pixel tile is -1).
    pub zoom: f64,
    /// World position of the picture's upper left corner, in CSS pixels at `zoom`.
    pub origin: [f64; 2],
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Device pixels per CSS pixel.
    pub pixel_ratio: f64,
    /// Whether labels and icons that would be cut at the edges are left out. Not for tiles, which are put together.
    pub whole_labels: bool,
}

/// The position of a tile in a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TilePlace {
    /// The tile's upper left corner relative to the view's, in CSS pixels.
    pub origin: [f64; 2],
    /// Side of the tile in CSS pixels.
    pub size: f64,
}

impl View {
    /// The view of the 256-pixel raster tile `tile` at `scale`.
    pub fn of_tile(tile: TileId, scale: Scale) -> Self {
        Self::of_block(tile, 1, 1, scale)
    }

    /// The view of `columns × rows` raster tiles starting at `first`.
    pub fn of_block(first: TileId, columns: u32, rows: u32, scale: Scale) -> Self {
        // Tiles have a whole number of pixels (332 for @1.3x), which determines the ratio.
        let pixel_ratio = f64::from(scale.tile_pixels()) / 256.0;
        Self {
            zoom: f64::from(first.z()) - 1.0,
            origin: [f64::from(first.x()) * 256.0, f64::from(first.y()) * 256.0],
            width: f64::from(columns) * 256.0,
            height: f64::from(rows) * 256.0,
            pixel_ratio,
            whole_labels: false,
        }
    }

    /// The view of `width × height` CSS pixels around `center`.
    pub fn centered(center: LonLat, zoom: f64, width: f64, height: f64, pixel_ratio: f64) -> Self {
        let (x, y) = center.to_unit();
        let world = WORLD * zoom.exp2();
        Self {
            zoom,
            origin: [x * world - width / 2.0, y * world - height / 2.0],
            width,
            height,
            pixel_ratio,
            whole_labels: false,
        }
    }

    /// The world's side in CSS pixels.
    pub fn world(&self) -> f64 {
        WORLD * self.zoom.exp2()
    }

    /// The zoom at which layout properties and filters are evaluated: MapLibre lays out symbols at whole zooms.
    pub fn layout_zoom(&self) -> f64 {
        self.zoom.floor()
    }

    /// Width and height in device pixels.
    pub fn pixel_size(&self) -> (u32, u32) {
        // Callers check size limits; the saturating cast bounds the rest.
        let px = |css: f64| (css * self.pixel_ratio + 1e-9).floor() as u32;
        (px(self.width), px(self.height))
    }

    /// Whether a label or icon with this box (left, top, right and bottom in device pixels of the view) may be drawn.
    pub fn allows_label(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let [width, height] = [self.width, self.height].map(|side| side * self.pixel_ratio);
        !self.whole_labels || (left >= 0.0 && top >= 0.0 && right <= width && bottom <= height)
    }

    /// The position of `tile` in the `wrap`-th copy of the world to the east.
    pub fn place(&self, tile: TileId, wrap: i32) -> TilePlace {
        let size = self.world() / f64::from(tile.across());
        let x = (f64::from(tile.x()) + f64::from(wrap) * f64::from(tile.across())) * size - self.origin[0];
        TilePlace { origin: [x, f64::from(tile.y()) * size - self.origin[1]], size }
    }

    /// Whether a part of `tile`, in any copy of the world, is in the view.
    pub fn shows(&self, tile: TileId) -> bool {
        let TilePlace { origin: [x, y], size } = self.place(tile, 0);
        // The copy that begins last before the right edge is the one that reaches farthest into the view.
        let world = self.world();
        let left = x + ((self.width - 1e-6 - x) / world).floor() * world;
        left + size > 0.0 && y < self.height && y + size > 0.0
    }

    /// This view, `margin` CSS pixels larger on every side.
    pub fn grown(self, margin: f64) -> Self {
        Self {
            origin: [self.origin[0] - margin, self.origin[1] - margin],
            width: self.width + 2.0 * margin,
            height: self.height + 2.0 * margin,
            ..self
        }
    }

    /// The tiles of zoom `z` that cover the view, each with its copy of the world, row by row: at most
    /// [`View::MAX_COVER`] of them.
    pub fn cover(&self, z: u8) -> Vec<(TileId, i32)> {
        let across = f64::from(1u32 << z.min(crate::tile::MAX_ZOOM));
        let size = self.world() / across;
        let first = |from: f64| ((from + 1e-6) / size).floor();
        let last = |to: f64| ((to - 1e-6) / size).ceil() - 1.0;
        let (x0, x1) = (first(self.origin[0]), last(self.origin[0] + self.width));
        let (y0, y1) = (first(self.origin[1]).max(0.0), last(self.origin[1] + self.height).min(across - 1.0));
        let mut tiles = Vec::new();
        let mut y = y0;
        while y <= y1 {
            let mut x = x0;
            while x <= x1 && tiles.len() < Self::MAX_COVER {
                let wrap = (x / across).floor();
                let column = x - wrap * across;
                if let Ok(tile) = TileId::new(u32::from(z), column as u64, y as u64) {
                    tiles.push((tile, wrap as i32));
                }
                x += 1.0;
            }
            y += 1.0;
        }
        tiles
    }

    /// Maximum number of tiles that cover a view.
    pub const MAX_COVER: usize = 4096;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raster_tile_is_the_maplibre_view_one_zoom_lower() {
        let tile = TileId::new(14, 8625, 5745).unwrap();
        let view = View::of_tile(tile, Scale::ONE);
        assert_eq!(view.zoom, 13.0);
        assert_eq!(view.pixel_size(), (256, 256));
        let cover = view.cover(13);
        assert_eq!(cover, [(tile.ancestor(13), 0)]);
        let place = view.place(tile.ancestor(13), 0);
        assert_eq!((place.origin, place.size), ([-256.0, -256.0], 512.0));
    }

    #[test]
    fn the_world_repeats_to_the_east_and_west() {
        let view = View::centered(LonLat { lon: 0.0, lat: 0.0 }, 0.0, 1024.0, 512.0, 1.0);
        assert_eq!(view.cover(0), [(TileId::WORLD, -1), (TileId::WORLD, 0), (TileId::WORLD, 1)]);
        assert_eq!(view.place(TileId::WORLD, -1).origin, [-256.0, 0.0]);
    }

    #[test]
    fn a_tile_is_shown_in_any_copy_of_the_world() {
        let view = View::centered(LonLat { lon: 180.0, lat: 0.0 }, 1.0, 256.0, 256.0, 1.0);
        let tile = |x, y| TileId::new(1, x, y).unwrap();
        assert!([tile(0, 0), tile(1, 0), tile(0, 1), tile(1, 1)].into_iter().all(|tile| view.shows(tile)));
        let view = View::centered(LonLat { lon: -90.0, lat: 40.0 }, 1.0, 100.0, 100.0, 1.0);
        assert!(view.shows(tile(0, 0)) && !view.shows(tile(1, 0)) && !view.shows(tile(0, 1)));
    }

    #[test]
    fn scales_without_a_whole_number_of_pixels_are_rounded_down_per_tile() {
        let view = View::of_block(TileId::new(3, 2, 2).unwrap(), 2, 2, Scale::new(1.3).unwrap());
        assert_eq!(view.pixel_size(), (664, 664));
    }
}
