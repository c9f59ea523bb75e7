//! The extent of a layer.

use super::RulesLayer;
use crate::tile::TileId;

/// Half the side of the world in meters of Web Mercator.
const HALF: f64 = 20_037_508.342_789_244;

impl RulesLayer {
    /// Whether a tile is at least in part within the extent, if there is one.
    pub fn reaches(&self, tile: TileId) -> bool {
        self.extent.is_none_or(|[west, south, east, north]| {
            let side = 2.0 * HALF / f64::from(tile.across());
            let (left, top) = (f64::from(tile.x()) * side - HALF, HALF - f64::from(tile.y()) * side);
            left < east && left + side > west && top > south && top - side < north
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_drawn_in_the_tiles_that_its_extent_touches() {
        let layer = RulesLayer { extent: Some([-1000.0, -1000.0, -10.0, 1000.0]), ..RulesLayer::default() };
        let reached = |x, y| layer.reaches(TileId::new(1, x, y).unwrap());
        assert_eq!([reached(0, 0), reached(1, 0), reached(0, 1), reached(1, 1)], [true, false, true, false]);
        assert!(RulesLayer::default().reaches(TileId::new(1, 1, 1).unwrap()));
    }
}
