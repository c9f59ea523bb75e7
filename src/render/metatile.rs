//! Metatiles: blocks of raster tiles that are drawn as one picture. Labels are placed and lines are joined once for the
//! whole block, and its tiles share the work of reading the vector tiles.

use super::view::View;
use crate::{
    image::Bitmap,
    tile::{Scale, TileId},
};

/// Tiles per side of a metatile: two vector tiles of 512 pixels, so that the ring of neighbors searched for labels is
/// no larger than the metatile itself.
pub const SIDE: u32 = 4;

/// A square block of raster tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Metatile {
    /// The upper left tile.
    pub first: TileId,
    /// Tiles per side.
    pub side: u32,
}

impl Metatile {
    /// The block of up to `side × side` tiles (a power of two) that contains `tile`. Blocks do not overlap; at the
    /// lowest zooms one block covers the whole world.
    pub fn holding(tile: TileId, side: u32) -> Self {
        let levels = side.max(1).ilog2().min(u32::from(tile.z()));
        let side = 1 << levels;
        let corner = |at: u32| u64::from(at / side * side);
        // A corner left of or above the tile's own position is a valid tile of the same zoom.
        let first = TileId::new(u32::from(tile.z()), corner(tile.x()), corner(tile.y())).unwrap_or(tile);
        Self { first, side }
    }

    /// The view of the block.
    pub fn view(self, scale: Scale) -> View {
        View::of_block(self.first, self.side, self.side, scale)
    }

    /// The tiles of the block, row by row.
    pub fn tiles(self) -> impl Iterator<Item = TileId> {
        let at = move |i: u32| (self.first.x() + i % self.side, self.first.y() + i / self.side);
        (0..self.side * self.side).filter_map(move |i| {
            let (x, y) = at(i);
            TileId::new(u32::from(self.first.z()), u64::from(x), u64::from(y)).ok()
        })
    }

    /// Cuts `tile` out of the block's `picture`; `None` if the tile is not in the block or the picture has a different
    /// size.
    pub fn cut(self, picture: &Bitmap, tile: TileId, scale: Scale) -> Option<Bitmap> {
        let size = scale.tile_pixels();
        let column = tile.x().checked_sub(self.first.x())?;
        let row = tile.y().checked_sub(self.first.y())?;
        if tile.z() != self.first.z() || column >= self.side || row >= self.side {
            return None;
        }
        picture.crop(column * size, row * size, size, size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(z: u32, x: u64, y: u64) -> TileId {
        TileId::new(z, x, y).unwrap()
    }

    #[test]
    fn all_tiles_of_a_block_belong_to_the_same_block() {
        let block = Metatile::holding(tile(14, 8625, 5745), SIDE);
        assert_eq!(block, Metatile { first: tile(14, 8624, 5744), side: 4 });
        assert!(block.tiles().all(|t| Metatile::holding(t, SIDE) == block));
        assert_eq!(block.tiles().count(), 16);
    }

    #[test]
    fn the_lowest_zooms_are_one_block() {
        assert_eq!(Metatile::holding(tile(0, 0, 0), SIDE), Metatile { first: TileId::WORLD, side: 1 });
        assert_eq!(Metatile::holding(tile(1, 1, 1), SIDE), Metatile { first: tile(1, 0, 0), side: 2 });
    }

    #[test]
    fn a_tile_is_cut_at_its_position() {
        let block = Metatile::holding(tile(3, 5, 6), 2);
        let scale = Scale::new(1.3).unwrap();
        let mut picture = Bitmap::new(664, 664).unwrap();
        picture.pixels_mut()[332 * 664 + 332] = [1, 2, 3, 255];
        assert_eq!(block.first, tile(3, 4, 6));
        let cut = block.cut(&picture, tile(3, 5, 7), scale).unwrap();
        assert_eq!((cut.width(), cut.height()), (332, 332));
        assert_eq!(cut.pixels()[0][0], 1);
        assert!(block.cut(&picture, tile(3, 6, 6), scale).is_none());
    }
}
