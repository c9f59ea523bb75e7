//! Numbers of tiles: their order in an archive, along a Hilbert curve per zoom.

use crate::tile::TileId;

/// The number of `tile` in PMTiles.
pub(super) fn number_of(tile: TileId) -> u64 {
    let (mut x, mut y) = (u64::from(tile.x()), u64::from(tile.y()));
    // The number of tiles at all lower zooms; a zoom is at most 26.
    let mut number = ((1u64 << (2 * tile.z())) - 1) / 3;
    let mut half = u64::from(tile.across()) / 2;
    while half > 0 {
        let (right, lower) = (x & half > 0, y & half > 0);
        number += half * half * ((3 * u64::from(right)) ^ u64::from(lower));
        (x, y) = (x & (half - 1), y & (half - 1));
        if !lower {
            if right {
                (x, y) = (half - 1 - x, half - 1 - y);
            }
            (x, y) = (y, x);
        }
        half /= 2;
    }
    number
}

#[cfg(test)]
mod tests {
    use pmtiles::{TileCoord, TileId as Reference};

    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_library_that_writes_archives() {
        let mut seed = 1u64;
        for z in 0..=26u8 {
            for _ in 0..50 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let side = (1u64 << z) - 1;
                let (x, y) = ((seed >> 5) & side, (seed >> 33) & side);
                let coord = TileCoord::new(z, x as u32, y as u32).unwrap();
                let tile = TileId::new(u32::from(z), x, y).unwrap();
                assert_eq!(number_of(tile), Reference::from(coord).value(), "{tile}");
            }
        }
    }
}
