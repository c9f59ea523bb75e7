//! Circles as polygons.

use super::{Lines, snap::snap};

/// Maximum distance between the polygon and the circle, in pixels.
const FLATNESS: f64 = 0.05;

/// Writes a circle into `rings` as a polygon on the rasterizer's grid.
pub(crate) fn circle(center: [f64; 2], radius: f64, clockwise: bool, rings: &mut Lines) {
    let half_side = (1.0 - (FLATNESS / radius.max(0.1)).min(0.5)).acos();
    let sides = (std::f64::consts::PI / half_side).ceil().clamp(8.0, 256.0);
    let mut i = 0.0;
    while i < sides {
        let angle = std::f64::consts::TAU * i / sides * if clockwise { 1.0 } else { -1.0 };
        rings.push([snap(center[0] + radius * angle.cos()), snap(center[1] + radius * angle.sin())]);
        i += 1.0;
    }
    rings.end();
}
