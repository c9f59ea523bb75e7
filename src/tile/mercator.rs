//! Web Mercator (EPSG:3857) and longitude/latitude.

/// Half the width of the Web Mercator world in meters: π × 6378137.
pub const EARTH_HALF_CIRCUMFERENCE: f64 = std::f64::consts::PI * 6_378_137.0;

/// Maximum latitude of the Mercator square in degrees.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// An axis-aligned rectangle in EPSG:3857 meters (`y` to the north).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// West edge.
    pub min_x: f64,
    /// South edge.
    pub min_y: f64,
    /// East edge.
    pub max_x: f64,
    /// North edge.
    pub max_y: f64,
}

impl Bounds {
    /// This rectangle, `by` meters larger on every side.
    pub fn grown(self, by: f64) -> Self {
        Self { min_x: self.min_x - by, min_y: self.min_y - by, max_x: self.max_x + by, max_y: self.max_y + by }
    }

    /// Width in meters.
    pub fn width(self) -> f64 {
        self.max_x - self.min_x
    }

    /// The rectangle between two corners in degrees.
    pub fn from_degrees([west, south, east, north]: [f64; 4]) -> Self {
        let (min_x, min_y) = LonLat { lon: west, lat: south }.to_meters();
        let (max_x, max_y) = LonLat { lon: east, lat: north }.to_meters();
        Self { min_x, min_y, max_x, max_y }
    }

    /// West, south, east and north in degrees, as in TileJSON.
    pub fn to_degrees(self) -> [f64; 4] {
        let (southwest, northeast) =
            (LonLat::from_meters(self.min_x, self.min_y), LonLat::from_meters(self.max_x, self.max_y));
        [southwest.lon, southwest.lat, northeast.lon, northeast.lat]
    }

    /// Whether the two rectangles have a common point.
    pub fn intersects(self, other: Self) -> bool {
        self.min_x <= other.max_x && other.min_x <= self.max_x && self.min_y <= other.max_y && other.min_y <= self.max_y
    }
}

/// A position in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Degrees east, -180..=180.
    pub lon: f64,
    /// Degrees north; the Mercator square ends at [`MAX_LATITUDE`].
    pub lat: f64,
}

impl LonLat {
    /// Position on the unit square of the world: (0, 0) is the north-west corner, (1, 1) the south-east one. Latitudes
    /// beyond the square are clamped to its edge.
    pub fn to_unit(self) -> (f64, f64) {
        let lat = self.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
        let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0;
        (self.lon / 360.0 + 0.5, y)
    }

    /// The inverse of [`LonLat::to_unit`].
    pub fn from_unit(x: f64, y: f64) -> Self {
        let lat = (std::f64::consts::PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees();
        Self { lon: (x - 0.5) * 360.0, lat }
    }

    /// Position in EPSG:3857 meters: `x` grows east, `y` grows north.
    pub fn to_meters(self) -> (f64, f64) {
        let (x, y) = self.to_unit();
        ((x * 2.0 - 1.0) * EARTH_HALF_CIRCUMFERENCE, (1.0 - y * 2.0) * EARTH_HALF_CIRCUMFERENCE)
    }

    /// The inverse of [`LonLat::to_meters`].
    pub fn from_meters(x: f64, y: f64) -> Self {
        let world = 2.0 * EARTH_HALF_CIRCUMFERENCE;
        Self::from_unit(x / world + 0.5, 0.5 - y / world)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_convert_to_the_unit_square_and_back() {
        for (lon, lat) in [(0.0, 0.0), (9.52, 47.14), (-179.9, -84.9), (7.42, 43.73)] {
            let (x, y) = LonLat { lon, lat }.to_unit();
            let back = LonLat::from_unit(x, y);
            assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9, "{back:?}");
        }
        assert!(LonLat { lon: 0.0, lat: 90.0 }.to_unit().1.abs() < 1e-12);
    }

    #[test]
    fn a_box_converts_from_degrees_to_meters_and_back() {
        let world = Bounds::from_degrees([-180.0, -90.0, 180.0, 90.0]);
        assert!((world.width() - 2.0 * EARTH_HALF_CIRCUMFERENCE).abs() < 1e-6);
        assert!((world.max_y - EARTH_HALF_CIRCUMFERENCE).abs() < 1e-6);
        let degrees = [9.4, 47.0, 9.7, 47.3];
        let back = Bounds::from_degrees(degrees).to_degrees();
        assert!(degrees.iter().zip(back).all(|(a, b)| (a - b).abs() < 1e-9), "{back:?}");
    }
}
