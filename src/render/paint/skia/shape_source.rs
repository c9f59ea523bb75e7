//! The pixels that areas with the edges of Mapnik are filled with.

use crate::{
    image::Bitmap,
    render::display::{PaintSource, PatternSize},
    style::Color,
};

/// A color or a pattern, laid over what is below.
pub(super) enum ShapeSource<'i> {
    /// A premultiplied color.
    Color([u8; 4]),
    /// An image whose copies begin at `origin`.
    Pattern { image: &'i Bitmap, origin: [i64; 2], opacity: u8 },
}

impl<'i> ShapeSource<'i> {
    /// `None` if the source is a scaled pattern.
    pub(super) fn of(source: &'i PaintSource, offset: [f64; 2]) -> Option<Self> {
        match source {
            PaintSource::Color(color) => Some(Self::Color(premultiplied(*color))),
            PaintSource::Pattern { image, origin, size: PatternSize::Scaled(1.0), opacity } => Some(Self::Pattern {
                image: &image.bitmap,
                origin: [0, 1].map(|i| (origin[i] + offset[i]).round() as i64),
                opacity: (opacity * 255.0) as u8,
            }),
            PaintSource::Pattern { .. } => None,
        }
    }

    /// Lays the source over a run of pixels that starts at `at`, with a coverage.
    pub(super) fn put(&self, run: &mut [[u8; 4]], at: [i32; 2], cover: u8) {
        match self {
            Self::Color(color) => {
                let color = covered(*color, cover);
                match color[3] {
                    0 => {}
                    255 => run.fill(color),
                    _ => run.iter_mut().for_each(|p| *p = over(color, *p)),
                }
            }
            Self::Pattern { image, origin, opacity } => {
                let (width, height) = (i64::from(image.width()), i64::from(image.height()));
                let row = (i64::from(at[1]) - origin[1]).rem_euclid(height) * width;
                let mut x = (i64::from(at[0]) - origin[0]).rem_euclid(width);
                let cover = if *opacity == 255 { cover } else { scaled(cover, *opacity) };
                for p in run {
                    if let Some(pixel) = image.pixels().get((row + x) as usize) {
                        *p = over(covered(*pixel, cover), *p);
                    }
                    x = if x + 1 == width { 0 } else { x + 1 };
                }
            }
        }
    }
}

/// The bytes of a color as AGG has them.
pub(super) fn premultiplied(color: Color) -> [u8; 4] {
    let byte = |v: f64| (v.clamp(0.0, 1.0) * 255.0).round() as u8;
    let alpha = byte(color.a);
    let part = |v: f64| if alpha == 255 { byte(v) } else { ((u32::from(byte(v)) * u32::from(alpha) + 127) / 255) as u8 };
    [part(color.r), part(color.g), part(color.b), alpha]
}

/// `v` times `by` / 255, rounded up as in AGG.
fn scaled(v: u8, by: u8) -> u8 {
    ((u32::from(v) * u32::from(by) + 255) >> 8) as u8
}

fn covered(color: [u8; 4], cover: u8) -> [u8; 4] {
    if cover == 255 { color } else { color.map(|v| scaled(v, cover)) }
}

fn over(color: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    let rest = 255 - color[3];
    [0, 1, 2, 3].map(|i| color[i].saturating_add(scaled(below[i], rest)))
}
