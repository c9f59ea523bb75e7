//! Images that are distance fields: alpha says how far the edge is (192 on it, 8 pixels per 255).

use tiny_skia::{Pixmap, PremultipliedColorU8, Transform};

use super::item::IconItem;

/// The value on the edge, and pixels of distance for the whole range; the convention of MapLibre's sprites.
const EDGE: f32 = 192.0 / 255.0;
const RANGE: f32 = 8.0;

/// Paints the shape in `field` with the item's colour and halo. `transform` leads from field pixels to
/// stamp pixels, which are `scale` times as large.
pub(super) fn draw(field: &Pixmap, item: &IconItem, transform: Transform, scale: f64, stamp: &mut Pixmap) {
    let Some(back) = transform.invert() else { return };
    let width = stamp.width() as usize;
    let halo = item.halo.map(|h| (h, 0.5 + h.blur * 1.19));
    for (i, pixel) in stamp.pixels_mut().iter_mut().enumerate() {
        let mut point = tiny_skia::Point::from_xy((i % width) as f32 + 0.5, (i / width) as f32 + 0.5);
        back.map_point(&mut point);
        // Distance outwards from the edge, in stamp pixels.
        let outside = (EDGE - sample(field, point.x, point.y)) * RANGE * scale as f32;
        let shape = coverage(-outside, 0.5);
        let mut color = over([0.0; 4], item.color, shape);
        if let Some((halo, soft)) = halo {
            let ring = coverage(halo.width - outside, soft);
            color = over(over([0.0; 4], halo.color, ring), item.color, shape);
        }
        *pixel = pack(color);
    }
}

/// How much of a pixel is covered whose centre lies `inside` the edge, which fades over `soft` to both sides.
fn coverage(inside: f32, soft: f32) -> f32 {
    ((inside + soft) / (2.0 * soft)).clamp(0.0, 1.0)
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

fn pack(color: [f32; 4]) -> PremultipliedColorU8 {
    let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    let alpha = byte(color[3]);
    PremultipliedColorU8::from_rgba(
        byte(color[0]).min(alpha),
        byte(color[1]).min(alpha),
        byte(color[2]).min(alpha),
        alpha,
    )
    .unwrap_or(PremultipliedColorU8::TRANSPARENT)
}

/// Alpha at a point between pixel centres, 0 to 1; 0 beyond the image.
fn sample(field: &Pixmap, x: f32, y: f32) -> f32 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = (x - left, y - top);
    let at = |dx: i32, dy: i32| {
        let (x, y) = (left as i32 + dx, top as i32 + dy);
        match (u32::try_from(x), u32::try_from(y)) {
            (Ok(x), Ok(y)) => field.pixel(x, y).map_or(0.0, |p| f32::from(p.alpha()) / 255.0),
            _ => 0.0,
        }
    };
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    mix(mix(at(0, 0), at(1, 0), fx), mix(at(0, 1), at(1, 1), fx), fy)
}
