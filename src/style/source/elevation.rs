//! Elevation encoded in the pixels of raster tiles.

/// How the channels of a pixel (0 to 255) encode meters: the sum of the channels times their factors, minus the shift.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ElevationEncoding {
    /// Meters per step of red, green and blue.
    pub factors: [f64; 3],
    /// Meters that are subtracted.
    pub shift: f64,
}

impl ElevationEncoding {
    /// Mapbox's Terrain-RGB.
    pub const MAPBOX: Self = Self { factors: [6553.6, 25.6, 0.1], shift: 10_000.0 };
    /// Mapzen's Terrarium.
    pub const TERRARIUM: Self = Self { factors: [256.0, 1.0, 1.0 / 256.0], shift: 32_768.0 };

    /// The elevation of a pixel in meters.
    pub fn meters(&self, [r, g, b]: [u8; 3]) -> f64 {
        let [red, green, blue] = self.factors;
        f64::from(r) * red + f64::from(g) * green + f64::from(b) * blue - self.shift
    }
}
