//! Rounding to the grids on which neighboring pictures agree.

/// Steps per pixel of the rasterizer's grid: 64 subpixels of a 4-fold supersampled pixel.
const GRID: f64 = 256.0;

/// Rounds a coordinate in pixels to the rasterizer's grid.
pub(crate) fn snap(v: f64) -> f64 {
    (v * GRID).round() / GRID
}

/// Rounds a coordinate in pixels to sixteenths, as OpenGL does with the corners of what it draws without smoothing.
pub(crate) fn snap_as_opengl(v: f64) -> f64 {
    (v * 16.0).round() / 16.0
}
