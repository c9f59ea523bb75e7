//! The pixels that areas are filled with.

use tiny_skia::Pixmap;

use crate::{
    image::premultiplied,
    render::{
        display::{PaintSource, PatternSize},
        paint::mix::{self, MixFn},
    },
    style::Color,
};

/// A color or a pattern.
pub(super) enum ShapeSource<'i> {
    /// A premultiplied color.
    Color([u8; 4]),
    /// An image whose copies begin at `origin`.
    Pattern { pixels: &'i [[u8; 4]], size: [usize; 2], origin: [i64; 2], opacity: u8 },
}

impl<'i> ShapeSource<'i> {
    /// `drawn` are the pixels of a pattern made of shapes or of a scaled one. `None` if the source has no pixels.
    pub(super) fn of(source: &'i PaintSource, drawn: Option<&'i Pixmap>, offset: [f64; 2]) -> Option<Self> {
        let (pixels, size, origin, opacity) = match source {
            PaintSource::Color(color) => return Some(Self::Color(bytes(*color))),
            PaintSource::Pattern { image, origin, size: PatternSize::Scaled(_), opacity } => {
                let bitmap = &image.bitmap;
                (bitmap.pixels(), [bitmap.width(), bitmap.height()], origin, opacity)
            }
            PaintSource::Pattern { origin, opacity, .. } | PaintSource::VectorPattern { origin, opacity, .. } => {
                let drawn = drawn?;
                (drawn.data().as_chunks().0, [drawn.width(), drawn.height()], origin, opacity)
            }
        };
        let origin = [0, 1].map(|i| (origin[i] + offset[i]).round() as i64);
        Some(Self::Pattern { pixels, size: size.map(|side| side as usize), origin, opacity: (opacity * 255.0) as u8 })
    }

    /// As [`Self::of`], if nothing has to be interpolated: for colors, and for opaque patterns that begin at whole pixels
    /// and have the size of their image.
    pub(super) fn aligned(source: &'i PaintSource, drawn: Option<&'i Pixmap>, offset: [f64; 2]) -> Option<Self> {
        let (origin, opacity) = match source {
            PaintSource::Color(_) => return Self::of(source, drawn, offset),
            PaintSource::Pattern { size: PatternSize::Scaled(scale), .. } if *scale != 1.0 => return None,
            PaintSource::Pattern { origin, opacity, .. } | PaintSource::VectorPattern { origin, opacity, .. } => {
                (origin, *opacity)
            }
        };
        let is_aligned = opacity >= 1.0 && (0..2).all(|i| (origin[i] + offset[i]).fract() == 0.0);
        is_aligned.then(|| Self::of(source, drawn, offset)).flatten()
    }

    /// Mixes the source with a run of pixels that starts at `at`, with a coverage. Without `mix`, it is laid over them.
    pub(super) fn put(&self, run: &mut [[u8; 4]], at: [i32; 2], cover: u8, mix: Option<MixFn>) {
        match self {
            Self::Color(color) => match mix {
                Some(mix) => run.iter_mut().for_each(|p| *p = mix(*color, *p, cover)),
                None => {
                    let color = mix::covered(*color, cover);
                    match color[3] {
                        0 => {}
                        255 => run.fill(color),
                        _ => run.iter_mut().for_each(|p| *p = mix::over(color, *p)),
                    }
                }
            },
            Self::Pattern { pixels, size, origin, opacity } => {
                let place = |i: usize| (i64::from(at[i]) - origin[i]).rem_euclid(size[i].max(1) as i64) as usize;
                let Some(row) = pixels.get(place(1) * size[0]..(place(1) + 1) * size[0]) else { return };
                let (mut rest, mut copy) = (run, row.get(place(0)..).unwrap_or_default());
                while !rest.is_empty() && !copy.is_empty() {
                    let (part, next) = rest.split_at_mut(copy.len().min(rest.len()));
                    let pairs = part.iter_mut().zip(copy.iter().map(|pixel| mix::covered(*pixel, *opacity)));
                    match mix {
                        Some(mix) => pairs.for_each(|(p, pixel)| *p = mix(pixel, *p, cover)),
                        None => pairs.for_each(|(p, pixel)| *p = mix::over(mix::covered(pixel, cover), *p)),
                    }
                    (rest, copy) = (next, row);
                }
            }
        }
    }
}

/// The premultiplied bytes of a color.
fn bytes(color: Color) -> [u8; 4] {
    premultiplied([color.r, color.g, color.b, color.a].map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8))
}
