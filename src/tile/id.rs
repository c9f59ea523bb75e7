//! Tile ids: zoom, column and row in the Web Mercator pyramid.

use super::mercator::{Bounds, EARTH_HALF_CIRCUMFERENCE};

/// The deepest zoom of a request, as in Kartotherian: anything deeper is `"invalid zoom"`.
pub const MAX_ZOOM: u8 = 26;

/// A tile of the Web Mercator pyramid in the XYZ scheme: `x` grows east, `y` grows south,
/// `x, y < 2^z`, `z <= MAX_ZOOM`. Every `TileId` is valid: [`TileId::new`] checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    z: u8,
    x: u32,
    y: u32,
}

/// Why three numbers are not a valid tile id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TileIdError {
    /// `z` is above [`MAX_ZOOM`].
    #[error("zoom {0} is deeper than {MAX_ZOOM}")]
    Zoom(u32),
    /// `x` or `y` is outside of the `2^z` tiles of the zoom.
    #[error("{x},{y} is outside the tiles of zoom {z}")]
    Position {
        /// The requested zoom.
        z: u8,
        /// The requested column.
        x: u64,
        /// The requested row.
        y: u64,
    },
}

impl TileId {
    /// The only tile of zoom 0.
    pub const WORLD: Self = Self { z: 0, x: 0, y: 0 };

    /// The tile `z/x/y`, if it exists.
    pub fn new(z: u32, x: u64, y: u64) -> Result<Self, TileIdError> {
        let zoom = u8::try_from(z).ok().filter(|z| *z <= MAX_ZOOM).ok_or(TileIdError::Zoom(z))?;
        let across = 1u64 << zoom;
        match (u32::try_from(x), u32::try_from(y)) {
            (Ok(column), Ok(row)) if x < across && y < across => Ok(Self { z: zoom, x: column, y: row }),
            _ => Err(TileIdError::Position { z: zoom, x, y }),
        }
    }

    /// Zoom, `0..=MAX_ZOOM`.
    pub fn z(self) -> u8 {
        self.z
    }

    /// Column, counted eastward from the antimeridian.
    pub fn x(self) -> u32 {
        self.x
    }

    /// Row, counted southward from the north edge.
    pub fn y(self) -> u32 {
        self.y
    }

    /// Number of tiles per row or column at this zoom: `2^z`.
    pub fn across(self) -> u32 {
        1 << self.z
    }

    /// The parent tile, one zoom lower; `None` for the world tile.
    pub fn parent(self) -> Option<Self> {
        self.z.checked_sub(1).map(|z| self.ancestor(z))
    }

    /// The tile of zoom `z` that contains this one; the tile itself if `z` is not lower than its zoom.
    pub fn ancestor(self, z: u8) -> Self {
        let up = self.z.saturating_sub(z);
        Self { z: self.z - up, x: self.x >> up, y: self.y >> up }
    }

    /// The four children, one zoom deeper: north-west, north-east, south-west, south-east. `None` at [`MAX_ZOOM`].
    pub fn children(self) -> Option<[Self; 4]> {
        if self.z >= MAX_ZOOM {
            return None;
        }
        let (z, x, y) = (self.z + 1, self.x * 2, self.y * 2);
        Some([(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| Self { z, x: x + dx, y: y + dy }))
    }

    /// The position of this tile within its ancestor at zoom `z`: the number of zooms between them (`dz`), and the
    /// column and row among the ancestor's `2^dz × 2^dz` descendants.
    pub fn within(self, z: u8) -> (u8, u32, u32) {
        let dz = self.z.saturating_sub(z);
        let mask = (1u32 << dz) - 1;
        (dz, self.x & mask, self.y & mask)
    }

    /// The tile's square in EPSG:3857 meters.
    pub fn bounds(self) -> Bounds {
        let side = 2.0 * EARTH_HALF_CIRCUMFERENCE / f64::from(self.across());
        let min_x = -EARTH_HALF_CIRCUMFERENCE + f64::from(self.x) * side;
        let max_y = EARTH_HALF_CIRCUMFERENCE - f64::from(self.y) * side;
        Bounds { min_x, min_y: max_y - side, max_x: min_x + side, max_y }
    }
}

impl std::fmt::Display for TileId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.z, self.x, self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_outside_its_zoom_is_rejected() {
        assert_eq!(TileId::new(27, 0, 0), Err(TileIdError::Zoom(27)));
        assert_eq!(TileId::new(1, 2, 0), Err(TileIdError::Position { z: 1, x: 2, y: 0 }));
        assert!(TileId::new(26, (1 << 26) - 1, 0).is_ok());
    }

    #[test]
    fn an_ancestor_contains_its_descendant() {
        let tile = TileId::new(14, 8625, 5745).unwrap();
        assert_eq!(tile.ancestor(13), TileId::new(13, 4312, 2872).unwrap());
        assert_eq!(tile.ancestor(20), tile);
        assert_eq!(tile.within(12), (2, 1, 1));
        let (a, b) = (tile.ancestor(3).bounds(), tile.bounds());
        assert!(a.min_x <= b.min_x && a.max_y >= b.max_y && a.max_x >= b.max_x && a.min_y <= b.min_y);
    }
}
