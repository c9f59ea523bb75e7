//! Areas to seed: a range of zooms and a rectangle.

use crate::{
    cli::area_arguments::Bbox,
    tile::{LonLat, MAX_ZOOM, TileId},
};

/// The tiles of a range of zooms that intersect a rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeedArea {
    zooms: (u8, u8),
    bbox: Bbox,
}

/// The number of tiles per side of the squares in which tiles are requested, because karto draws neighboring tiles
/// together (metatiles).
const SQUARE: u32 = 4;

impl SeedArea {
    /// All tiles of `zooms` (inclusive) that intersect `bbox`, or all tiles without it.
    pub(super) fn new(zooms: (u8, u8), bbox: Option<Bbox>) -> Self {
        Self { zooms, bbox: bbox.unwrap_or([-180.0, -90.0, 180.0, 90.0]) }
    }

    /// The first and last column, and the first and last row, at zoom `z`.
    fn range(&self, z: u8) -> (u32, u32, u32, u32) {
        let [west, south, east, north] = self.bbox;
        let across = f64::from(1u32 << z.min(MAX_ZOOM));
        // Clamped to the tiles of the zoom, so the conversion is exact.
        let index = |unit: f64| (unit * across).floor().clamp(0.0, across - 1.0) as u32;
        let ((left, top), (right, bottom)) =
            (LonLat { lon: west, lat: north }.to_unit(), LonLat { lon: east, lat: south }.to_unit());
        (index(left), index(right), index(top), index(bottom))
    }

    /// The number of tiles.
    pub(super) fn count(&self) -> u64 {
        let of = |z| {
            let (left, right, top, bottom) = self.range(z);
            u64::from(right - left + 1) * u64::from(bottom - top + 1)
        };
        (self.zooms.0..=self.zooms.1).map(of).sum()
    }

    /// All tiles, lower zooms first.
    pub(super) fn tiles(self) -> impl Iterator<Item = TileId> {
        (self.zooms.0..=self.zooms.1).flat_map(move |z| {
            let (left, right, top, bottom) = self.range(z);
            (top / SQUARE..=bottom / SQUARE).flat_map(move |row| {
                (left / SQUARE..=right / SQUARE).flat_map(move |column| {
                    let inside = |first: u32, low: u32, high: u32| {
                        (first * SQUARE).max(low)..=(first * SQUARE + SQUARE - 1).min(high)
                    };
                    inside(row, top, bottom).flat_map(move |y| {
                        let columns = inside(column, left, right);
                        // The tile is valid, because the range is within the zoom.
                        columns.filter_map(move |x| TileId::new(z.into(), x.into(), y.into()).ok())
                    })
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile((z, x, y): (u32, u64, u64)) -> TileId {
        TileId::new(z, x, y).unwrap()
    }

    #[test]
    fn tiles_of_an_area_are_visited_once_in_squares() {
        let area = SeedArea::new((0, 3), None);
        let tiles: Vec<_> = area.tiles().collect();
        assert_eq!((area.count(), tiles.len()), (85, 85));
        let different: std::collections::BTreeSet<_> = tiles.iter().collect();
        assert_eq!(different.len(), 85);
        assert_eq!(tiles[21..25], [(3, 0, 0), (3, 1, 0), (3, 2, 0), (3, 3, 0)].map(tile));
        assert_eq!(tiles[25], tile((3, 0, 1)));
    }

    #[test]
    fn tiles_that_intersect_a_box_are_included() {
        let area = SeedArea::new((10, 10), Some([9.47, 47.05, 9.64, 47.4]));
        let tiles = [(10, 538, 358), (10, 539, 358), (10, 538, 359), (10, 539, 359)].map(tile);
        assert_eq!(area.tiles().collect::<Vec<_>>(), tiles);
        let world = SeedArea::new((MAX_ZOOM, MAX_ZOOM), None);
        assert_eq!(world.count(), 1 << (2 * u32::from(MAX_ZOOM)), "counted without walking");
    }
}
