//! Icons. Each icon is first drawn alone, around its own anchor point, and then copied into the picture at a whole
//! pixel, so that an icon at the edge of two pictures has the same pixels in both.

use tiny_skia::{Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

use super::{
    color::view,
    distance_field::DistanceField,
    sampling::{bilinear, channels, nearest},
};
use crate::{
    deadline::checkpoint,
    render::{
        display::{IconItem, ImageStrip},
        geometry::rotated_box,
    },
};

/// Icons with a side longer than this many pixels are not drawn.
const MAX_SIDE: f64 = 4096.0;

/// Draws `item` onto `target`.
pub(super) fn draw(item: &IconItem, target: &mut Pixmap) {
    checkpoint(100 + item.image.bitmap.pixels().len() / 8);
    let at = item.at.map(|v| f64::from(v) / 4.0);
    let pixel = at.map(f64::floor);
    let within = [at[0] - pixel[0], at[1] - pixel[1]];
    let Some(rect) = item.rect() else { return };
    // The shape and the halo of a distance field each have the opacity of the icon.
    let opacity = if item.image.sdf { 1.0 } else { item.opacity as f32 };
    let paint = PixmapPaint { opacity, ..PixmapPaint::default() };
    let native =
        item.strips.iter().all(|strips| matches!(strips.as_slice(), [one] if (one.scale() - 1.0).abs() < 1e-3));
    if native && item.angle == 0.0 && !item.image.sdf {
        // Aligned to whole pixels, so that it is not blurred.
        let corner = [within[0] + rect[0], within[1] + rect[1]].map(|v| (v + 0.5).floor());
        let (x, y) = ((pixel[0] + corner[0]) as i32, (pixel[1] + corner[1]) as i32);
        if let Some(image) = view(&item.image.bitmap) {
            target.draw_pixmap(x, y, image, &paint, Transform::identity(), None);
        }
        return;
    }
    // Smoothed edges extend half an image pixel beyond the image.
    let scale = item.strips.iter().flatten().map(ImageStrip::scale).fold(0.0, f64::max);
    let reach = scale + 1.0;
    let bounds = rotated_box(rect, item.angle);
    let from = [within[0] + bounds[0] - reach, within[1] + bounds[1] - reach].map(f64::floor);
    let to = [within[0] + bounds[2] + reach, within[1] + bounds[3] + reach].map(f64::ceil);
    let size = [to[0] - from[0], to[1] - from[1]];
    if !size.iter().all(|s| (1.0..=MAX_SIDE).contains(s)) {
        return;
    }
    let Some(mut stamp) = Pixmap::new(size[0] as u32, size[1] as u32) else { return };
    fill(item, [from[0] - within[0], from[1] - within[1]], &mut stamp);
    let (x, y) = ((pixel[0] + from[0]) as i32, (pixel[1] + from[1]) as i32);
    target.draw_pixmap(x, y, stamp.as_ref(), &paint, Transform::identity(), None);
}

/// Samples the item for every pixel of `stamp`, whose corner is at `origin` relative to the item's anchor point.
fn fill(item: &IconItem, origin: [f64; 2], stamp: &mut Pixmap) {
    let ([columns, rows], image) = (&item.strips, &item.image.bitmap);
    let scale = item.strips.iter().flatten().map(ImageStrip::scale).fold(f64::INFINITY, f64::min);
    // Several samples per pixel if the image is scaled down.
    let samples = if scale < 0.75 { (1.0 / scale.max(0.125)).ceil() as u32 } else { 1 };
    let (sin, cos) = item.angle.sin_cos();
    let field = item.image.sdf.then(|| DistanceField::of(item, scale as f32));
    let width = stamp.width();
    for (i, pixel) in (0u32..).zip(stamp.pixels_mut()) {
        checkpoint((samples * samples * 2) as usize);
        let mut sum = [0.0f32; 4];
        for sample in 0..samples * samples {
            let step = |n: u32| (f64::from(n) + 0.5) / f64::from(samples);
            let x = origin[0] + f64::from(i % width) + step(sample % samples);
            let y = origin[1] + f64::from(i / width) + step(sample / samples);
            let (u, v) = (source(columns, x * cos + y * sin), source(rows, y * cos - x * sin));
            let value = match (u.zip(v), &field) {
                (Some((u, v)), Some(field)) => field.shade(image, [u, v]),
                (Some((u, v)), None) if item.smooth => bilinear([u, v], |x, y| channels(image, x, y)),
                (Some((u, v)), None) => nearest(image, [u, v]),
                (None, _) => [0.0; 4],
            };
            (0..4).for_each(|c| sum[c] += value[c]);
        }
        *pixel = pack(sum.map(|c| c / (samples * samples) as f32));
    }
}

/// The image coordinate at `at`; `None` beyond the image and its smoothed edge.
fn source(strips: &[ImageStrip], at: f64) -> Option<f64> {
    let strip = strips.iter().find(|s| at < s.target[1]).or(strips.last())?;
    let u = strip.source[0] + (at - strip.target[0]) / strip.scale();
    let (first, last) = (strips.first()?.source[0], strips.last()?.source[1]);
    (u > first - 0.5 && u < last + 0.5).then_some(u)
}

fn pack(color: [f32; 4]) -> PremultipliedColorU8 {
    let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    let alpha = byte(color[3]);
    let channel = |v: f32| byte(v).min(alpha);
    PremultipliedColorU8::from_rgba(channel(color[0]), channel(color[1]), channel(color[2]), alpha)
        .unwrap_or(PremultipliedColorU8::TRANSPARENT)
}
