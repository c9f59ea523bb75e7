//! Signed distance fields: alpha encodes the distance from the edge (192 on the edge, 8 pixels per 255).

use super::{
    color::color,
    sampling::{bilinear, pixel},
};
use crate::{image::Bitmap, render::display::IconItem};

/// The value on the edge, and the distance in pixels of the whole range, as in MapLibre's sprites.
const EDGE: f32 = 192.0 / 255.0;
const RANGE: f32 = 8.0;

/// Half the width over which an edge fades, in device pixels (MapLibre's `EDGE_GAMMA`).
const SOFT: f32 = 0.84;

/// Colors of the shape and the halo of a distance field.
pub(super) struct DistanceField {
    color: tiny_skia::Color,
    opacity: f32,
    halo: Option<SoftHalo>,
    /// Device pixels per pixel of the field.
    scale: f32,
}

struct SoftHalo {
    color: tiny_skia::Color,
    width: f32,
    /// Half the width over which the edge fades, in device pixels.
    soft: f32,
}

impl DistanceField {
    /// The field of `item`, scaled by `scale`.
    pub(super) fn of(item: &IconItem, scale: f32) -> Self {
        let halo = item.halo.map(|halo| SoftHalo {
            color: color(halo.color),
            width: halo.width as f32,
            soft: SOFT + halo.blur as f32 * 1.19,
        });
        Self { color: color(item.color), opacity: item.opacity as f32, halo, scale }
    }

    /// The premultiplied color at a point of `field`.
    pub(super) fn shade(&self, field: &Bitmap, at: [f64; 2]) -> [f32; 4] {
        let [value] = bilinear(at, |x, y| [pixel(field, x, y).map_or(0.0, |p| f32::from(p[3]) / 255.0)]);
        // Distance outside of the edge, in device pixels.
        let outside = (EDGE - value) * RANGE * self.scale;
        let shape = coverage(-outside, SOFT) * self.opacity;
        let below = self.halo.as_ref().map_or([0.0; 4], |halo| {
            let ring = coverage(halo.width - outside, halo.soft);
            // The halo is visible around the shape, not through it.
            over([0.0; 4], halo.color, ring.min(1.0 - coverage(-outside - SOFT, SOFT)) * self.opacity)
        });
        over(below, self.color, shape)
    }
}

/// The coverage of a point at the distance `inside` from the edge (GLSL smoothstep over `soft` on both sides).
fn coverage(inside: f32, soft: f32) -> f32 {
    let t = ((inside + soft) / (2.0 * soft)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Blends `color` with `coverage` over a premultiplied pixel.
fn over(below: [f32; 4], color: tiny_skia::Color, coverage: f32) -> [f32; 4] {
    let alpha = color.alpha() * coverage;
    let keep = 1.0 - alpha;
    [
        color.red() * alpha + below[0] * keep,
        color.green() * alpha + below[1] * keep,
        color.blue() * alpha + below[2] * keep,
        alpha + below[3] * keep,
    ]
}
