//! Colors and images for tiny-skia.

use tiny_skia::{PixmapRef, PremultipliedColorU8};

use crate::{image::Bitmap, style::Color};

/// Converts a color; channels are clamped to the valid range.
pub(super) fn color(c: Color) -> tiny_skia::Color {
    let part = |v: f64| v.clamp(0.0, 1.0) as f32;
    tiny_skia::Color::from_rgba(part(c.r), part(c.g), part(c.b), part(c.a)).unwrap_or(tiny_skia::Color::TRANSPARENT)
}

/// The premultiplied pixel of a color.
pub(super) fn pixel(c: Color) -> PremultipliedColorU8 {
    color(c).premultiply().to_color_u8()
}

/// A view of an image's pixels without copying; `None` if it exceeds tiny-skia's size limit.
pub(super) fn view(bitmap: &Bitmap) -> Option<PixmapRef<'_>> {
    PixmapRef::from_bytes(bitmap.data(), bitmap.width(), bitmap.height())
}
