//! Rounding to the grids on which neighboring pictures agree.

/// Steps of the rasterizer's grid per pixel: 64 per subpixel with 4-fold supersampling.
const GRID: f64 = 256.0;

/// Rounds a coordinate in pixels to the rasterizer's grid.
pub(crate) fn snap(v: f64) -> f64 {
    (v * GRID).round() / GRID
}

/// Rounds a coordinate in pixels to sixteenths, as OpenGL does for shapes without antialiasing.
pub(crate) fn snap_as_opengl(v: f64) -> f64 {
    (v * 16.0).round() / 16.0
}
