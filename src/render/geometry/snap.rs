//! Rounding to the grids on which neighboring pictures agree.

/// Steps of the rasterizer's grid per pixel: 64 per subpixel with 4-fold supersampling.
const GRID: f64 = 256.0;

/// Rounds a coordinate in pixels to the rasterizer's grid.
pub(crate) fn snap(v: f64) -> f64 {
    round(v * GRID) / GRID
}

/// Rounds a coordinate in pixels to sixteenths, as OpenGL does for shapes without antialiasing.
pub(crate) fn snap_as_opengl(v: f64) -> f64 {
    round(v * 16.0) / 16.0
}

/// The nearest whole number; of two, the one that is farther from zero. [`f64::round`] is a call of a function.
#[inline]
pub(super) fn round(v: f64) -> f64 {
    // Numbers from 2⁵² on are whole.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    if v.abs() < WHOLE { (v + 0.5f64.copysign(v)) as i64 as f64 } else { v }
}
