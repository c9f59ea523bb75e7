//! Images that are distance fields: alpha says how far the edge is (192 on it, 8 pixels per 255).

use tiny_skia::Pixmap;

use super::{
    item::IconItem,
    stamp::{bilinear, pixel},
};

/// The value on the edge, and pixels of distance for the whole range; the convention of MapLibre's sprites.
const EDGE: f32 = 192.0 / 255.0;
const RANGE: f32 = 8.0;

/// Half the width over which an edge fades, in device pixels (MapLibre's `EDGE_GAMMA`).
const SOFT: f32 = 0.84;

/// The premultiplied colour at a point of the field, which is drawn `scale` times as large.
pub(super) fn shade(field: &Pixmap, item: &IconItem, at: [f64; 2], scale: f64) -> [f32; 4] {
    let [value] = bilinear(at, |x, y| [pixel(field, x, y).map_or(0.0, |p| f32::from(p.alpha()) / 255.0)]);
    // Distance outwards from the edge, in device pixels.
    let outside = (EDGE - value) * RANGE * scale as f32;
    let shape = coverage(-outside, SOFT) * item.opacity as f32;
    let below = item.halo.map_or([0.0; 4], |halo| {
        let ring = coverage(halo.width - outside, SOFT + halo.blur * 1.19);
        // The halo shows around the shape, not through it.
        over([0.0; 4], halo.color, ring.min(1.0 - coverage(-outside - SOFT, SOFT)) * item.opacity as f32)
    });
    over(below, item.color, shape)
}

/// How much of a point is covered that lies `inside` the edge (GLSL smoothstep over `soft` to both sides).
fn coverage(inside: f32, soft: f32) -> f32 {
    let t = ((inside + soft) / (2.0 * soft)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// `color` through `coverage` over a premultiplied pixel.
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
