//! Where items are drawn: positions on a grid of quarter pixels.

use crate::render::geometry::rotated;

/// Device pixels → quarter pixels. Halves are rounded up on both sides of the picture's edge, so that a neighboring
/// picture, which counts from another edge, comes to the same place.
pub(super) fn quarters(v: f64) -> i32 {
    (v * 4.0 + 0.5).floor() as i32
}

/// Device pixels → whole pixels, in quarters.
pub(super) fn whole(v: f64) -> i32 {
    (v + 0.5).floor() as i32 * 4
}

/// The place of a point of the text's box.
pub(super) fn turned_point(at: [f64; 2], p: [f64; 2], rotate: f64) -> [f64; 2] {
    let [x, y] = rotated(p, rotate);
    [at[0] + x, at[1] + y]
}
