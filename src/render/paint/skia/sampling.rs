//! Interpolation between the pixels of an image.

use crate::image::Bitmap;

/// The premultiplied pixel at a column and row, each channel 0 to 1; transparent outside of the image.
pub(super) fn channels(image: &Bitmap, x: i32, y: i32) -> [f32; 4] {
    pixel(image, x, y).map_or([0.0; 4], |p| p.map(|c| f32::from(c) / 255.0))
}

/// The premultiplied color of the pixel that contains a point.
pub(super) fn nearest(image: &Bitmap, [x, y]: [f64; 2]) -> [f32; 4] {
    channels(image, x.floor() as i32, y.floor() as i32)
}

/// The pixel at a column and row, if there is one.
pub(super) fn pixel(image: &Bitmap, x: i32, y: i32) -> Option<[u8; 4]> {
    image.pixel(u32::try_from(x).ok()?, u32::try_from(y).ok()?)
}

/// The value interpolated between the four nearest pixel centers.
pub(super) fn bilinear<const N: usize>(at: [f64; 2], value: impl Fn(i32, i32) -> [f32; N]) -> [f32; N] {
    let [x, y] = at.map(|v| v - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = ((x - left) as f32, (y - top) as f32);
    let corner = |dx: i32, dy: i32| value(left as i32 + dx, top as i32 + dy);
    let mix = |a: [f32; N], b: [f32; N], t: f32| std::array::from_fn(|c| a[c] + (b[c] - a[c]) * t);
    mix(mix(corner(0, 0), corner(1, 0), fx), mix(corner(0, 1), corner(1, 1), fx), fy)
}
