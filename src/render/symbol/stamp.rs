//! Drawing icons: each is first drawn alone, around its own point, and then laid onto the picture at a
//! whole pixel. So an icon cut by the edge of two pictures has the same pixels in both.

use tiny_skia::{Pixmap, PixmapMut, PixmapPaint, PremultipliedColorU8, Transform};

use super::{
    distance_field,
    icon::{Strip, turned},
    item::IconItem,
};

/// Icons larger than this many pixels along a side are not drawn.
const MAX_SIDE: f64 = 4096.0;

/// Draws `item` onto `target`.
pub(super) fn draw(item: &IconItem, target: &mut PixmapMut<'_>) {
    let at = item.at.map(|v| f64::from(v) / 4.0);
    let pixel = at.map(f64::floor);
    let within = [at[0] - pixel[0], at[1] - pixel[1]];
    let Some(rect) = item.rect() else { return };
    // Shape and halo of a distance field are each as transparent as the icon.
    let opacity = if item.image.sdf { 1.0 } else { item.opacity as f32 };
    let paint = PixmapPaint { opacity, ..PixmapPaint::default() };
    let native =
        item.strips.iter().all(|strips| matches!(strips.as_slice(), [one] if (one.scale() - 1.0).abs() < 1e-3));
    if native && item.angle == 0.0 && !item.image.sdf {
        // Pixel on pixel: nothing to be gained from blurring it over two.
        let corner = [within[0] + rect[0], within[1] + rect[1]].map(|v| (v + 0.5).floor());
        let (x, y) = ((pixel[0] + corner[0]) as i32, (pixel[1] + corner[1]) as i32);
        target.draw_pixmap(x, y, item.image.pixmap.as_ref(), &paint, Transform::identity(), None);
        return;
    }
    // Smoothed edges reach half an image pixel beyond the image.
    let scale = item.strips.iter().flatten().map(Strip::scale).fold(0.0, f64::max);
    let reach = scale + 1.0;
    let bounds = turned(rect, item.angle);
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

/// Samples the item for every pixel of `stamp`, whose corner lies at `origin` from the item's point.
fn fill(item: &IconItem, origin: [f64; 2], stamp: &mut Pixmap) {
    let [columns, rows] = &item.strips;
    let scale = item.strips.iter().flatten().map(Strip::scale).fold(f64::INFINITY, f64::min);
    // Where the image shrinks, several samples make a pixel.
    let samples = if scale < 0.75 { (1.0 / scale.max(0.125)).ceil() as u32 } else { 1 };
    let (sin, cos) = item.angle.sin_cos();
    let width = stamp.width();
    for (i, pixel) in (0u32..).zip(stamp.pixels_mut()) {
        let mut sum = [0.0f32; 4];
        for sample in 0..samples * samples {
            let step = |n: u32| (f64::from(n) + 0.5) / f64::from(samples);
            let x = origin[0] + f64::from(i % width) + step(sample % samples);
            let y = origin[1] + f64::from(i / width) + step(sample / samples);
            let (u, v) = (source(columns, x * cos + y * sin), source(rows, y * cos - x * sin));
            let value = match (u, v) {
                (Some(u), Some(v)) if item.image.sdf => distance_field::shade(&item.image.pixmap, item, [u, v], scale),
                (Some(u), Some(v)) if item.smooth => color(&item.image.pixmap, [u, v]),
                (Some(u), Some(v)) => nearest(&item.image.pixmap, [u, v]),
                _ => [0.0; 4],
            };
            (0..4).for_each(|c| sum[c] += value[c]);
        }
        *pixel = pack(sum.map(|c| c / (samples * samples) as f32));
    }
}

/// The image coordinate that stands at `at`; `None` where the image's smoothed edge is over, too.
fn source(strips: &[Strip], at: f64) -> Option<f64> {
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

/// The premultiplied colour between four pixels, each channel 0 to 1.
fn color(image: &Pixmap, at: [f64; 2]) -> [f32; 4] {
    bilinear(at, |x, y| channels(image, x, y))
}

fn channels(image: &Pixmap, x: i32, y: i32) -> [f32; 4] {
    let parts = |p: PremultipliedColorU8| [p.red(), p.green(), p.blue(), p.alpha()].map(|c| f32::from(c) / 255.0);
    pixel(image, x, y).map_or([0.0; 4], parts)
}

/// The premultiplied colour of the pixel at a point.
fn nearest(image: &Pixmap, [x, y]: [f64; 2]) -> [f32; 4] {
    channels(image, x.floor() as i32, y.floor() as i32)
}

/// A pixel of the image, if there is one at this column and row.
pub(super) fn pixel(image: &Pixmap, x: i32, y: i32) -> Option<PremultipliedColorU8> {
    let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
    // The library only checks the pixel's number.
    if x < image.width() { image.pixel(x, y) } else { None }
}

/// The value between four pixel centres.
pub(super) fn bilinear<const N: usize>(at: [f64; 2], value: impl Fn(i32, i32) -> [f32; N]) -> [f32; N] {
    let [x, y] = at.map(|v| v - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = ((x - left) as f32, (y - top) as f32);
    let corner = |dx: i32, dy: i32| value(left as i32 + dx, top as i32 + dy);
    let mix = |a: [f32; N], b: [f32; N], t: f32| std::array::from_fn(|c| a[c] + (b[c] - a[c]) * t);
    mix(mix(corner(0, 0), corner(1, 0), fx), mix(corner(0, 1), corner(1, 1), fx), fy)
}
